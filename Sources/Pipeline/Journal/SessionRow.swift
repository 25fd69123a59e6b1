import GRDB
import KatoModel
import StrictJSON

/// The table `sessions`.
enum SessionRow {
    /// The row of a conversation, made when it is new.
    static func ensure(_ db: Database, id: SessionID, key: SessionKey) throws -> Int64 {
        let find = try db.cachedStatement(sql: "SELECT id FROM sessions WHERE uuid = ?")
        if let row = try Int64.fetchOne(find, arguments: [id.rawValue]) { return row }
        try db.execute(
            sql: "INSERT INTO sessions (uuid, provider, native_id) VALUES (?, ?, ?)",
            arguments: [id.rawValue, key.provider.rawValue, key.nativeID])
        return db.lastInsertedRowID
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
    static func update(_ db: Database, _ row: Int64, facts: SessionFacts, tally: EventTally) throws {
        var merged = try self.facts(db, row)
        merged.merge(facts)
        let statement = try db.cachedStatement(
            sql: """
                UPDATE sessions SET custom_title = ?, agent_title = ?, first_title = ?, cwd = ?, git_branch = ?,
                    models = ?, agent_version = ?,
                    started_at = min(coalesce(started_at, ?8), coalesce(?8, started_at)),
                    last_event_at = max(coalesce(last_event_at, ?9), coalesce(?9, last_event_at)),
                    turns = turns + ?10, events = events + ?11, last_seq = max(last_seq, ?12)
                WHERE id = ?13
                """)
        try statement.execute(arguments: [
            merged.customTitle?.withoutNUL, merged.agentTitle?.withoutNUL, merged.firstMessageTitle?.withoutNUL,
            merged.workingDirectory?.withoutNUL, merged.gitBranch?.withoutNUL,
            JSONValue.array(merged.models.map(JSONValue.string)).text(), merged.agentVersion?.withoutNUL,
            tally.firstTime?.milliseconds, tally.lastTime?.milliseconds, tally.turns, tally.events,
            tally.lastSequence, row,
        ])
    }

    /// A conversation from a row of `SELECT *`.
    static func session(_ row: Row) throws -> Session {
        var facts = SessionFacts()
        facts.customTitle = row["custom_title"]
        facts.agentTitle = row["agent_title"]
        facts.firstMessageTitle = row["first_title"]
        facts.workingDirectory = row["cwd"]
        facts.gitBranch = row["git_branch"]
        facts.agentVersion = row["agent_version"]
        facts.models = try models(row["models"])
        var tokens = TokenTotals()
        tokens.input = row["input_tokens"]
        tokens.output = row["output_tokens"]
        tokens.cacheRead = row["cache_read_tokens"]
        tokens.cacheWrite = row["cache_write_tokens"]
        return Session(
            id: SessionID(rawValue: row["uuid"]),
            key: SessionKey(provider: ProviderID(row["provider"]), nativeID: row["native_id"]), facts: facts,
            startedAt: (row["started_at"] as Int64?).map(Timestamp.init(milliseconds:)),
            lastEventAt: (row["last_event_at"] as Int64?).map(Timestamp.init(milliseconds:)),
            turns: row["turns"], events: row["events"], lastSequence: row["last_seq"], tokens: tokens)
    }

    private static func facts(_ db: Database, _ row: Int64) throws -> SessionFacts {
        guard
            let found = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT * FROM sessions WHERE id = ?"), arguments: [row])
        else { return SessionFacts() }
        return try session(found).facts
    }

    private static func models(_ text: String) throws -> [String] {
        try JSONValue.parse(text).arrayValue?.compactMap(\.stringValue) ?? []
    }
}
