import GRDB
import KatoModel

/// The table `blocks`: the ledger of what kato put into files.
enum LedgerRow {
    /// Notes that blocks stand in a recording's file, whatever was known of them before.
    ///
    /// - Parameters:
    ///   - each: whether each block counts as a write, from the number given on.
    ///   - renumbering: whether blocks that were known belong to this write from now on. Those of a file that was written
    ///     anew do not: a buffer from before holds them, and not what is new.
    static func place(
        _ db: Database, _ blocks: [PlacedBlock], recording: String, write: Int64, at time: Timestamp,
        each: Bool = false, renumbering: Bool = true
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO blocks (recording, block, offset, length, digest, state, write, placed_at, restored)
                VALUES (?, ?, ?, ?, ?, 'placed', ?, ?, 0)
                ON CONFLICT (recording, block) DO UPDATE SET offset = excluded.offset, length = excluded.length,
                    digest = excluded.digest, write = iif(?, excluded.write, write),
                    placed_at = iif(?, excluded.placed_at, placed_at),
                    restored = restored + (state = 'dropped'), state = 'placed'
                """
        )
        for (index, block) in blocks.enumerated() {
            let number = each ? write + Int64(index) : write
            try statement.execute(arguments: [
                recording, block.id, Int64(block.offset), block.length, block.digest, number, time.milliseconds,
                renumbering, renumbering,
            ])
        }
    }

    /// Moves blocks to another state.
    static func set(_ db: Database, _ ids: [String], _ state: LedgerBlock.State, recording: String) throws {
        let statement = try db.cachedStatement(sql: "UPDATE blocks SET state = ? WHERE recording = ? AND block = ?")
        for id in ids { try statement.execute(arguments: [state.rawValue, recording, id]) }
    }

    /// Remembers the file as it was last looked at.
    static func note(_ db: Database, _ landed: LandedFile, recording: String) throws {
        try db.cachedStatement(sql: "UPDATE recordings SET device = ?, inode = ?, size = ?, modified = ? WHERE id = ?")
            .execute(arguments: [
                Int64(bitPattern: landed.device), Int64(bitPattern: landed.inode), Int64(landed.size),
                landed.modified, recording,
            ])
    }

    static func hasDropped(_ db: Database, recording: String) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM blocks INDEXED BY blocks_dropped
                        WHERE recording = ? AND state = 'dropped')
                    """),
            arguments: [recording]) ?? false
    }

    /// Whether any block was found in a file before its event was known.
    static func hasUnread(_ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM blocks INDEXED BY blocks_unread WHERE digest = '')"))
            ?? false
    }

    /// Forgets everything in the file of a recording but these blocks of its own: the file was written anew.
    static func keep(_ db: Database, _ blocks: [PlacedBlock], ofFileOf recording: String) throws {
        let kept = Set(blocks.map(\.id))
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT recording, block FROM blocks WHERE recording IN (
                    SELECT id FROM recordings WHERE path = (SELECT path FROM recordings WHERE id = ?))
                """,
            arguments: [recording])
        let statement = try db.cachedStatement(sql: "DELETE FROM blocks WHERE recording = ? AND block = ?")
        for row in rows where row[0] != recording || !kept.contains(row[1]) {
            try statement.execute(arguments: [row[0] as String, row[1] as String])
        }
    }

    static func block(_ row: Row) -> LedgerBlock? {
        guard let state = LedgerBlock.State(rawValue: row["state"]) else { return nil }
        return LedgerBlock(
            block: PlacedBlock(
                id: row["block"], offset: UInt64(row["offset"] as Int64), length: row["length"], digest: row["digest"]),
            state: state,
            write: row["write"],
            placedAt: Timestamp(milliseconds: row["placed_at"]),
            restored: row["restored"]
        )
    }
}
