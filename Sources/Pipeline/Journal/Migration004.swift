import GRDB

/// The ledger remembers which write placed a block and when, how often it was put back, and that it was deleted.
enum Migration004 {
    static func migrate(_ db: Database) throws {
        for statement in statements { try db.execute(sql: statement) }
    }

    private static let statements = [
        "ALTER TABLE blocks ADD COLUMN state TEXT NOT NULL DEFAULT 'placed'",
        "ALTER TABLE blocks ADD COLUMN write INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE blocks ADD COLUMN placed_at INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE blocks ADD COLUMN restored INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX blocks_dropped ON blocks (recording) WHERE state = 'dropped'",
        // Blocks that were found in a file before the journal knew their events.
        "CREATE INDEX blocks_unread ON blocks (block) WHERE digest = ''",
        "ALTER TABLE recordings ADD COLUMN writes INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE recordings ADD COLUMN modified INTEGER NOT NULL DEFAULT 0",
    ]
}
