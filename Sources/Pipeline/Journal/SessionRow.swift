import GRDB
import KatoModel
import StrictJSON

/// The table `sessions`.
enum SessionRow {
    /// The row of a conversation, made when it is new.
    static func ensure(_ db: Database, id: SessionID, key: SessionKey) throws -> Int64 {
        let find = try db.cachedStatement(sql: "SELECT id FROM sessions WHERE uuid = ?")
        if let row = try Int64.fetchOne(find, arguments: [id.rawValue]) { return row }
        // An id ends for SQLite where it holds a NUL, so it may look like another one's; kato's own does not.
        for nativeID in [key.nativeID.withoutNUL, id.rawValue] {
            try db.execute(
                sql: "INSERT OR IGNORE INTO sessions (uuid, provider, native_id) VALUES (?, ?, ?)",
                arguments: [id.rawValue, key.provider.rawValue, nativeID])
            if db.changesCount == 1 { break }
        }
        return try row(db, id)
    }

    /// The row of a known conversation.
    static func row(_ db: Database, _ id: SessionID) throws -> Int64 {
        guard
            let row = try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT id FROM sessions WHERE uuid = ?"), arguments: [id.rawValue])
        else {
            throw JournalError(.unreadable, "The journal holds no conversation \(id).", hint: nil)
        }
        return row
    }

    /// Takes over what a batch added.
    static func update(_ db: Database, _ row: Int64, facts: SessionFacts, tally: EventTally, now: Timestamp)
        throws
    {
        var merged = try session(db, row)?.facts ?? SessionFacts()
        merged.merge(facts)
        let statement = try db.cachedStatement(
            sql: """
                UPDATE sessions SET custom_title = ?, agent_title = ?, first_title = ?, cwd = ?, git_branch = ?,
                    models = ?, agent_version = ?,
                    started_at = min(coalesce(started_at, ?8), coalesce(?8, started_at)),
                    last_event_at = max(coalesce(last_event_at, ?9), coalesce(?9, last_event_at)),
                    turns = turns + ?10, events = events + ?11, last_seq = max(last_seq, ?12),
                    stored_at = CASE WHEN ?11 > 0 THEN ?13 ELSE stored_at END
                WHERE id = ?14
                """)
        try statement.execute(arguments: [
            merged.customTitle?.withoutNUL, merged.agentTitle?.withoutNUL, merged.firstMessageTitle?.withoutNUL,
            merged.workingDirectory?.withoutNUL, merged.gitBranch?.withoutNUL,
            JSONValue.array(merged.models.map(JSONValue.string)).text(), merged.agentVersion?.withoutNUL,
            tally.firstTime?.milliseconds, tally.lastTime?.milliseconds, tally.turns, tally.events,
            tally.lastSequence, now.milliseconds, row,
        ])
    }

    /// What ``session(_:)`` reads, in its order.
    static let columns = """
        uuid, provider, native_id, started_at, last_event_at, turns, events, last_seq, input_tokens, output_tokens,
        cache_read_tokens, cache_write_tokens, custom_title, agent_title, first_title, cwd, git_branch, agent_version,
        models
        """

    /// A known conversation by its row.
    static func session(_ db: Database, _ row: Int64) throws -> Session? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(columns) FROM sessions WHERE id = ?"), arguments: [row]
        ).map(session)
    }

    /// A conversation from a row that begins with ``columns``.
    static func session(_ row: Row) throws -> Session {
        Session(
            id: SessionID(rawValue: row[0]), key: SessionKey(provider: ProviderID(row[1]), nativeID: row[2]),
            facts: try facts(row),
            startedAt: (row[3] as Int64?).map(Timestamp.init(milliseconds:)),
            lastEventAt: (row[4] as Int64?).map(Timestamp.init(milliseconds:)),
            turns: row[5], events: row[6], lastSequence: row[7], tokens: tokens(row))
    }

    private static func tokens(_ row: Row) -> TokenTotals {
        var tokens = TokenTotals()
        (tokens.input, tokens.output) = (row[8], row[9])
        (tokens.cacheRead, tokens.cacheWrite) = (row[10], row[11])
        return tokens
    }

    private static func facts(_ row: Row) throws -> SessionFacts {
        var facts = SessionFacts()
        (facts.customTitle, facts.agentTitle, facts.firstMessageTitle) = (row[12], row[13], row[14])
        (facts.workingDirectory, facts.gitBranch, facts.agentVersion) = (row[15], row[16], row[17])
        facts.models = try models(row[18])
        return facts
    }

    private static func models(_ text: String) throws -> [String] {
        try JSONValue.parse(text).arrayValue?.compactMap(\.stringValue) ?? []
    }
}
