import GRDB
package import KatoModel

extension Journal {
    /// Stores a write before it is tried, in the place of one begun earlier.
    package func begin(_ job: WriteJob, for recordingID: String) async throws {
        try await pool.write { try JobRow.save($0, job, recording: recordingID) }
    }

    /// A write that was begun is not to be done.
    package func abandonJob(of recordingID: String) async throws {
        try await pool.write { try Self.deleteJob($0, recordingID) }
    }

    /// A write has landed: ledger, period and file state move on together.
    package func commit(
        _ job: WriteJob, for recordingID: String, blocks: [PlacedBlock], landed: LandedFile
    ) async throws {
        let now = now()
        try await pool.write { db in
            if job.action == .exchange { try Self.clearLedger(db, ofFileOf: recordingID) }
            try Self.insert(db, blocks, recordingID)
            try db.cachedStatement(
                sql: """
                    UPDATE recordings SET device = ?, inode = ?, size = ?, render_state = ?, last_write_at = ?
                    WHERE id = ?
                    """
            ).execute(arguments: [
                Int64(bitPattern: landed.device), Int64(bitPattern: landed.inode), Int64(landed.size),
                job.renderState, now.milliseconds, recordingID,
            ])
            // A replaced file is appended to from here on; one that was only to exist is complete.
            try db.cachedStatement(
                sql: """
                    UPDATE periods SET done_seq = ?, done_line = ?, finished = mode = 'prepare',
                        mode = CASE mode WHEN 'replace' THEN 'append' ELSE mode END
                    WHERE id = ?
                    """
            ).execute(arguments: [job.done.sequence, job.done.line, job.periodID])
            try Self.deleteJob(db, recordingID)
        }
    }

    /// Nothing was to be written up to here.
    package func advance(_ periodID: Int64, of recordingID: String, to done: EventPosition) async throws {
        try await pool.write { db in
            try db.cachedStatement(sql: "UPDATE periods SET done_seq = ?, done_line = ? WHERE id = ?")
                .execute(arguments: [done.sequence, done.line, periodID])
        }
    }

    /// The period is complete.
    package func finish(_ periodID: Int64, of recordingID: String) async throws {
        try await pool.write { db in
            try db.execute(sql: "UPDATE periods SET finished = 1 WHERE id = ?", arguments: [periodID])
        }
    }

    /// The recording goes to another file, and so does a bare command after it.
    package func divert(_ recordingID: String, to destination: Destination) async throws {
        try await pool.write { db in
            try db.execute(
                sql: """
                    UPDATE recordings SET root = ?, path = ?, format = ?, device = NULL, inode = NULL, size = NULL
                    WHERE id = ?
                    """,
                arguments: [destination.root, destination.path, destination.format.rawValue, recordingID])
            try db.execute(sql: "DELETE FROM blocks WHERE recording = ?", arguments: [recordingID])
            try Self.deleteJob(db, recordingID)
        }
    }

    /// Every block that kato put into the file at `path`, by offset.
    package func ledger(path: String) async throws -> [PlacedBlock] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT b.block, b.offset, b.length, b.digest FROM blocks b
                    JOIN recordings r ON r.id = b.recording WHERE r.path = ? ORDER BY b.offset
                    """,
                arguments: [path]
            ).map {
                PlacedBlock(id: $0[0], offset: UInt64($0[1] as Int64), length: $0[2], digest: $0[3])
            }
        }
    }

    /// True when another recording than `recordingID` is being written to `path`.
    package func isWritten(path: String, byOtherThan recordingID: String) async throws -> Bool {
        try await pool.read { db in
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM recordings r JOIN periods p ON p.recording = r.id
                        WHERE r.path = ? AND r.id <> ? AND p.finished = 0)
                    """,
                arguments: [path, recordingID]) ?? false
        }
    }

    private static func insert(_ db: Database, _ blocks: [PlacedBlock], _ recordingID: String) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO blocks (recording, block, offset, length, digest) VALUES (?, ?, ?, ?, ?)")
        for block in blocks {
            try statement.execute(arguments: [
                recordingID, block.id, Int64(block.offset), block.length, block.digest,
            ])
        }
    }

    private static func clearLedger(_ db: Database, ofFileOf recordingID: String) throws {
        try db.execute(
            sql: """
                DELETE FROM blocks WHERE recording IN (
                    SELECT id FROM recordings WHERE path = (SELECT path FROM recordings WHERE id = ?))
                """,
            arguments: [recordingID])
    }

    private static func deleteJob(_ db: Database, _ recordingID: String) throws {
        try db.cachedStatement(sql: "DELETE FROM jobs WHERE recording = ?").execute(arguments: [recordingID])
    }
}
