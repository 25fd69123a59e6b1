import GRDB
package import KatoModel

extension Journal {
    /// When something last happened in a conversation, which need not be what was read last.
    private static let latest = "coalesce(last_event_at, started_at, 0)"

    /// A conversation; `nil` when the journal holds none of this id.
    package func session(_ id: SessionID) async throws -> Session? {
        try await readRecent { db in
            try Row.fetchOne(
                db.cachedStatement(sql: "SELECT \(SessionRow.columns) FROM sessions WHERE uuid = ?"),
                arguments: [id.rawValue]
            )
            .map(SessionRow.session)
        }
    }

    /// Conversations, the one with the newest event first.
    ///
    /// - Parameter after: the last of the previous page; `nil` for the first page.
    package func sessions(provider: ProviderID?, after: SessionID?, limit: Int) async throws -> [Session] {
        try await pool.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT \(SessionRow.columns) FROM sessions
                    WHERE events > 0 AND (?1 IS NULL OR provider = ?1)
                        AND (?2 IS NULL
                            OR (\(Self.latest), id) < (SELECT \(Self.latest), id FROM sessions WHERE uuid = ?2))
                    ORDER BY \(Self.latest) DESC, id DESC LIMIT ?3
                    """,
                arguments: [provider?.rawValue, after?.rawValue, limit])
            return try rows.map(SessionRow.session)
        }
    }

    /// Conversations that `text` may mean: a native id, a kato id, a prefix of either, or `provider/prefix`.
    ///
    /// A whole id wins over prefixes of others.
    package func sessions(matching text: String, limit: Int) async throws -> [Session] {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let provider: String? = parts.count == 2 ? String(parts[0]) : nil
        let name = parts.count == 2 ? String(parts[1]) : text
        guard !name.isEmpty, !name.utf8.contains(0) else { return [] }
        return try await pool.read { db in
            let exact = try Row.fetchAll(
                db,
                sql: """
                    SELECT \(SessionRow.columns) FROM sessions
                    WHERE events > 0 AND (uuid = ?1 OR native_id = ?1) AND (?2 IS NULL OR provider = ?2)
                    """,
                arguments: [name, provider])
            if !exact.isEmpty { return try exact.map(SessionRow.session) }
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT \(SessionRow.columns) FROM sessions
                    WHERE events > 0 AND (substr(uuid, 1, length(?1)) = ?1 OR substr(native_id, 1, length(?1)) = ?1)
                        AND (?2 IS NULL OR provider = ?2)
                    ORDER BY \(Self.latest) DESC, id DESC LIMIT ?3
                    """,
                arguments: [name, provider, limit])
            return try rows.map(SessionRow.session)
        }
    }

    /// How many conversations there are, and how many had an event at or after `since`.
    static func sessionCounts(_ db: Database, activeSince since: Timestamp) throws -> (total: Int, active: Int) {
        let statement = try db.cachedStatement(
            sql: "SELECT count(*), count(*) FILTER (WHERE last_event_at >= ?) FROM sessions WHERE events > 0")
        let row = try Row.fetchOne(statement, arguments: [since.milliseconds])
        return (row?[0] ?? 0, row?[1] ?? 0)
    }
}
