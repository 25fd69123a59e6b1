import GRDB
package import KatoModel

/// What a list shows of a conversation besides the conversation itself.
package struct SessionParticulars: Sendable {
    /// The newest ones first.
    package let recordings: [RecordingInfo]
    /// The file that it was last read from; `nil` when there is none.
    package let sourcePath: String?

    package init(recordings: [RecordingInfo], sourcePath: String?) {
        self.recordings = recordings
        self.sourcePath = sourcePath
    }
}

extension Journal {
    /// The particulars of each of `sessions`, in their order and in one reading.
    ///
    /// - Parameter limit: recordings of a conversation at most.
    package func particulars(of sessions: [SessionID], recordings limit: Int) async throws -> [SessionParticulars] {
        try await pool.read { db in
            let recordings = try db.cachedStatement(
                sql: "\(RecordingRow.select) WHERE s.uuid = ? ORDER BY r.created_at DESC, r.id DESC LIMIT ?")
            return try sessions.map { session in
                SessionParticulars(
                    recordings: try Row.fetchAll(recordings, arguments: [session.rawValue, limit])
                        .compactMap(Self.info),
                    sourcePath: try Self.sourcePath(db, of: session))
            }
        }
    }

    private static func sourcePath(_ db: Database, of session: SessionID) throws -> String? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT path FROM sources WHERE session = (SELECT id FROM sessions WHERE uuid = ?)
                    AND agent IS NULL ORDER BY modified DESC, id DESC LIMIT 1
                """)
        return try String.fetchOne(statement, arguments: [session.rawValue])
    }
}
