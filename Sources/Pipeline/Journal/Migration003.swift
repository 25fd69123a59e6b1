import GRDB

/// Tokens: once for each request to a model, and their sum for each conversation.
enum Migration003 {
    static func migrate(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE usage (
                    session INTEGER NOT NULL,
                    request TEXT NOT NULL,
                    input INTEGER NOT NULL, output INTEGER NOT NULL,
                    cache_read INTEGER NOT NULL, cache_write INTEGER NOT NULL,
                    PRIMARY KEY (session, request)) WITHOUT ROWID
                """)
        for column in ["input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens"] {
            try db.execute(sql: "ALTER TABLE sessions ADD COLUMN \(column) INTEGER NOT NULL DEFAULT 0")
        }
        try db.execute(sql: "CREATE INDEX sources_by_session ON sources (session)")
    }
}
