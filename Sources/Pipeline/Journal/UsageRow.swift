import GRDB
import KatoModel

/// The table `usage`: what each request to a model cost, counted once with the largest output that was told.
enum UsageRow {
    /// Takes over the usage of a batch and adds what is new of it to the conversation.
    static func save(_ db: Database, _ records: [NormalizedRecord], session: Int64) throws {
        var largest: [String: TokenUsage] = [:]
        for case let usage? in records.map(\.usage) where usage.output >= largest[usage.request]?.output ?? 0 {
            largest[usage.request] = usage
        }
        guard !largest.isEmpty else { return }
        var added = TokenTotals()
        for usage in largest.values { try save(db, usage, session: session, added: &added) }
        try db.cachedStatement(
            sql: """
                UPDATE sessions SET input_tokens = input_tokens + ?, output_tokens = output_tokens + ?,
                    cache_read_tokens = cache_read_tokens + ?, cache_write_tokens = cache_write_tokens + ?
                WHERE id = ?
                """
        ).execute(arguments: [added.input, added.output, added.cacheRead, added.cacheWrite, session])
    }

    private static func save(_ db: Database, _ usage: TokenUsage, session: Int64, added: inout TokenTotals) throws {
        // SQLite ends a bound string at NUL.
        let request = String(usage.request.map { $0 == "\0" ? "\u{FFFD}" : $0 })
        let known = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT input, output, cache_read, cache_write FROM usage WHERE session = ? AND request = ?
                    """
            ),
            arguments: [session, request]
        )
        guard known == nil || usage.output > known?[1] ?? 0 else { return }
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO usage (session, request, input, output, cache_read, cache_write)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [session, request, usage.input, usage.output, usage.cacheRead, usage.cacheWrite])
        added.input += usage.input - (known?[0] ?? 0)
        added.output += usage.output - (known?[1] ?? 0)
        added.cacheRead += usage.cacheRead - (known?[2] ?? 0)
        added.cacheWrite += usage.cacheWrite - (known?[3] ?? 0)
    }
}
