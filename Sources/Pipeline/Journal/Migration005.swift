import GRDB

/// A text that stands in its record is stored as its place there.
enum Migration005 {
    static func migrate(_ db: Database) throws {
        try db.execute(sql: "ALTER TABLE events ADD COLUMN text_from INTEGER")
        try db.execute(sql: "ALTER TABLE events ADD COLUMN text_bytes INTEGER")
    }
}
