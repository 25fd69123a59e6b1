import GRDB

/// A status counts conversations without reading them.
enum Migration006 {
    static func migrate(_ db: Database) throws {
        // With the column of its condition: SQLite reads the row for that otherwise.
        try db.execute(sql: "CREATE INDEX sessions_by_activity ON sessions (last_event_at, events) WHERE events > 0")
        try db.execute(sql: "CREATE INDEX sessions_recording ON sessions (active) WHERE active IS NOT NULL")
    }
}
