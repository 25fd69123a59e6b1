import GRDB

/// Events that more than one record can hold.
enum Migration002 {
    static func migrate(_ db: Database) throws {
        // What was taken of such an event: the event itself at offset 0, and what its text grew by, each at the offset
        // in bytes at which it continues the text.
        try db.execute(
            sql: """
                CREATE TABLE revisions (
                    event BLOB NOT NULL,
                    offset INTEGER NOT NULL,
                    seq INTEGER NOT NULL,
                    PRIMARY KEY (event, offset)) WITHOUT ROWID
                """
        )
    }
}
