import GRDB
import KatoModel

/// The table `sources`: a file, how far it was read and how to know it again.
enum SourceRow {
    /// Stores the batch's checkpoint and returns the row's id.
    static func save(_ db: Database, _ batch: EventBatch, session: Int64) throws -> Int64 {
        let checkpoint = batch.checkpoint
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO sources (path, provider, session, agent, cursor, fingerprint, size, modified, normalizer)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (path) DO UPDATE SET session = excluded.session, agent = excluded.agent,
                    cursor = excluded.cursor, fingerprint = excluded.fingerprint, size = excluded.size,
                    modified = excluded.modified, normalizer = excluded.normalizer
                RETURNING id
                """)
        let id = try Int64.fetchOne(
            statement,
            arguments: [
                batch.source.path, batch.source.provider.rawValue, session, batch.source.agentID,
                CheckpointCodec.text(checkpoint.cursor), CheckpointCodec.text(checkpoint.fingerprint),
                Int64(bitPattern: checkpoint.size), checkpoint.modified, batch.normalizerState,
            ])
        guard let id else { throw JournalError(.unreadable, "A source could not be stored.", hint: nil) }
        return id
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
