import GRDB

/// Cleaning leaves nothing behind, and knows the age of conversations whose events say none.
enum Migration007 {
    static func migrate(_ db: Database) throws {
        // Of events that were cleaned away: they would keep the same events from being stored again.
        try db.execute(sql: "DELETE FROM revisions WHERE seq NOT IN (SELECT seq FROM events)")
        try db.execute(sql: "ALTER TABLE sessions ADD COLUMN stored_at INTEGER")
        try db.execute(
            sql: """
                UPDATE sessions SET stored_at = CAST(strftime('%s', 'now') AS INTEGER) * 1000
                WHERE events > 0 AND last_event_at IS NULL AND started_at IS NULL
                """)
    }
}
