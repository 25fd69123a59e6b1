import GRDB
import KatoModel

/// The table `sources`: a file, how far it was read and how to know it again.
enum SourceRow {
    /// Stores the batch's checkpoint and returns the row's id.
    static func save(_ db: Database, _ batch: EventBatch, session: Int64) throws -> Int64 {
        let known = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM sources WHERE path = ?"), arguments: [batch.source.path])
        let checkpoint = batch.checkpoint
        let read: StatementArguments = [
            session, batch.source.agentID, CheckpointCodec.text(checkpoint.cursor),
            CheckpointCodec.text(checkpoint.fingerprint), Int64(bitPattern: checkpoint.size), checkpoint.modified,
            batch.normalizerState,
        ]
        // Not an upsert that returns the id: SQLite makes a table for what it returns, each time.
        if let known {
            try db.cachedStatement(
                sql: """
                    UPDATE sources SET session = ?, agent = ?, cursor = ?, fingerprint = ?, size = ?, modified = ?,
                        normalizer = ?
                    WHERE id = ?
                    """
            ).execute(arguments: read + [known])
            return known
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO sources (session, agent, cursor, fingerprint, size, modified, normalizer, path, provider)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: read + [batch.source.path, batch.source.provider.rawValue])
        return db.lastInsertedRowID
    }

    /// Every checkpoint by path. One that cannot be read is left out: its source is then read from the start.
    static func checkpoints(_ db: Database) throws -> [String: SourceCheckpoint] {
        var found: [String: SourceCheckpoint] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT path, cursor, fingerprint, size, modified FROM sources")
        while let row = try rows.next() {
            guard let cursor = CheckpointCodec.cursor(row[1]), let print = CheckpointCodec.fingerprint(row[2]) else {
                continue
            }
            found[row[0]] = SourceCheckpoint(
                cursor: cursor, fingerprint: print, size: UInt64(bitPattern: row[3] as Int64), modified: row[4])
        }
        return found
    }
}
