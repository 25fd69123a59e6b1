import GRDB
import KatoModel

/// The table `usage`: what each request to a model cost, counted once with the largest output that was told.
enum UsageRow {
    /// Takes over the usage of a batch, adds what is new of it to the conversation, and says what that was.
    static func save(_ db: Database, _ records: [NormalizedRecord], session: Int64) throws -> [CountedUsage] {
        var largest: [String: TokenUsage] = [:]
        var events: [String: [EventID]] = [:]
        for record in records {
            if let usage = record.usage { events[usage.request, default: []] += record.events.map(\.id) }
        }
        for case let usage? in records.map(\.usage) where usage.output >= largest[usage.request]?.output ?? 0 {
            largest[usage.request] = usage
        }
        guard !largest.isEmpty else { return [] }
        let counted = try largest.values.compactMap { usage in
            try save(db, usage, session: session, events: events[usage.request] ?? [])
        }
        let added = counted.reduce(TokenTotals()) { $0 + $1.added }
        try db.cachedStatement(
            sql: """
                UPDATE sessions SET input_tokens = input_tokens + ?, output_tokens = output_tokens + ?,
                    cache_read_tokens = cache_read_tokens + ?, cache_write_tokens = cache_write_tokens + ?
                WHERE id = ?
                """
        ).execute(arguments: [added.input, added.output, added.cacheRead, added.cacheWrite, session])
        return counted
    }

    /// `nil` when as much was known already.
    private static func save(_ db: Database, _ usage: TokenUsage, session: Int64, events: [EventID]) throws
        -> CountedUsage?
    {
        let request = usage.request.withoutNUL
        let known = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT input, output, cache_read, cache_write FROM usage WHERE session = ? AND request = ?
                    """
            ),
            arguments: [session, request]
        )
        guard known == nil || usage.output > known?[1] ?? 0 else { return nil }
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO usage (session, request, input, output, cache_read, cache_write)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [session, request, usage.input, usage.output, usage.cacheRead, usage.cacheWrite])
        var added = TokenTotals()
        added.input = usage.input - (known?[0] ?? 0)
        added.output = usage.output - (known?[1] ?? 0)
        added.cacheRead = usage.cacheRead - (known?[2] ?? 0)
        added.cacheWrite = usage.cacheWrite - (known?[3] ?? 0)
        return CountedUsage(usage: usage, added: added, events: events)
    }
}
