import GRDB

/// A command knows the recording that it set off, and says what to do where it was refused. A recording knows whether
/// another one wrote into its file since.
enum Migration008 {
    static func migrate(_ db: Database) throws {
        try db.execute(sql: "ALTER TABLE commands ADD COLUMN hint TEXT")
        try db.execute(sql: "ALTER TABLE commands ADD COLUMN recording TEXT")
        // Asked for when a file goes beside the one that was named.
        try db.execute(sql: "ALTER TABLE recordings ADD COLUMN interrupted INTEGER NOT NULL DEFAULT 0")
        try db.execute(sql: "CREATE INDEX commands_by_recording ON commands (recording) WHERE recording IS NOT NULL")
    }
}
