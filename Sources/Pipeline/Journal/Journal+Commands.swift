import GRDB
package import KatoModel

extension Journal {
    private static let commandsConsumer = "commands"

    /// Messages of the user in main conversations that were not looked at for commands yet, in order.
    package func userMessagesAwaitingCommands(limit: Int) async throws -> [ConversationEvent] {
        try await pool.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        \(EventRow.select) WHERE e.seq > ? AND e.kind = 'user.message' AND e.agent IS NULL
                        ORDER BY e.seq LIMIT ?
                        """),
                arguments: [try Self.commandsCursor(db), limit]
            ).compactMap(EventRow.event)
        }
    }

    /// True when another conversation holds the same message and held it first: a fork or a resumed copy.
    package func isCopy(_ event: ConversationEvent) async throws -> Bool {
        guard let nativeID = event.nativeID else { return false }
        return try await pool.read { db in
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM events e JOIN sessions s ON s.id = e.session
                        WHERE e.native_id = ? AND e.kind = 'user.message' AND e.seq < ? AND s.uuid <> ?)
                    """,
                arguments: [nativeID, event.sequence, event.sessionID.rawValue]) ?? false
        }
    }

    /// Whether it was said already what of this conversation is recorded: by a command that was carried out, or by
    /// recording by itself, also where that was denied.
    package func wasToldWhatToRecord(_ session: SessionID) async throws -> Bool {
        try await pool.read { db in
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM commands c JOIN sessions s ON s.id = c.session
                        WHERE s.uuid = ? AND c.command <> 'export' AND (c.verdict IN ('applied', 'unchanged')
                            OR c.command = 'record' AND c.verdict = 'denied'))
                    """,
                arguments: [session.rawValue]) ?? false
        }
    }

    /// What a conversation is set to record.
    package func recordingState(of session: SessionID) async throws -> RecordingState {
        try await pool.read { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT pointer, active FROM sessions WHERE uuid = ?", arguments: [session.rawValue])
            return RecordingState(
                pointer: try (row?["pointer"] as String?).flatMap { try RecordingRow.destination(db, id: $0) },
                active: try (row?["active"] as String?).flatMap { try RecordingRow.destination(db, id: $0) })
        }
    }

    /// Stores commands with everything they change, and that everything up to `sequence` was looked at, in one
    /// transaction: a command takes effect at most once.
    ///
    /// - Returns: the recordings that the changes concern, in their order.
    @discardableResult
    package func commit(
        _ executions: [CommandExecution], of session: SessionID, upTo sequence: Int64?
    ) async throws -> [String] {
        let now = now()
        return try await write { db in
            let row = try SessionRow.row(db, session)
            var concerned: [String] = []
            for execution in executions {
                let recordings = try execution.changes.flatMap {
                    try RecordingChanges.apply($0, db, session: row, now: now)
                }
                try CommandRow.insert(db, execution, recording: recordings.last, session: row, at: now)
                concerned += recordings
            }
            if let sequence { try Self.setCommandsCursor(db, sequence) }
            return concerned
        }
    }

    /// Everything up to `sequence` was looked at and held no command.
    package func advanceCommands(to sequence: Int64) async throws {
        try await write { try Self.setCommandsCursor($0, sequence) }
    }

    /// The last commands, newest first. Those that were only history are left out, and copies that a client asked for:
    /// it was answered, and nothing is recorded otherwise than before.
    static func recentCommands(_ db: Database, limit: Int) throws -> [CommandRecord] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT c.*, s.uuid, s.provider FROM commands c JOIN sessions s ON s.id = c.session
                WHERE c.verdict NOT IN ('historic', 'replayed') AND NOT (c.command = 'export' AND c.event_seq = 0)
                ORDER BY c.id DESC LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [limit]).map { row in
            CommandRecord(
                time: Timestamp(milliseconds: row["time"]), sessionID: SessionID(rawValue: row["uuid"]),
                provider: ProviderID(row["provider"]), isTyped: (row["event_seq"] as Int64) != 0,
                outcome: CommandRow.outcome(row))
        }
    }

    /// Up to which sequence messages were looked at for commands.
    static func commandsCursor(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT seq FROM consumers WHERE name = ?"), arguments: [commandsConsumer]) ?? 0
    }

    static func setCommandsCursor(_ db: Database, _ sequence: Int64) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO consumers (name, seq) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET seq = max(seq, excluded.seq)
                """
        ).execute(arguments: [commandsConsumer, sequence])
    }
}
