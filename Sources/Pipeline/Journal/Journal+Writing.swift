import GRDB
package import KatoModel

extension Journal {
    /// Stores a write before it is tried, in the place of one begun earlier.
    package func begin(_ job: WriteJob, for recordingID: String) async throws {
        try await write { try JobRow.save($0, job, recording: recordingID) }
    }

    /// A write that was begun is not to be done.
    package func abandonJob(of recordingID: String) async throws {
        try await write { try Self.deleteJob($0, recordingID) }
    }

    /// A write has landed: ledger, period and file state move on together.
    package func commit(
        _ job: WriteJob, for recordingID: String, blocks: [PlacedBlock], landed: LandedFile, wasTorn: Bool
    ) async throws {
        let now = now()
        try await write { db in
            let write = try Self.note(db, landed, after: job, recordingID, now, as: wasTorn ? max(1, blocks.count) : 1)
            if job.action == .exchange { try LedgerRow.keep(db, blocks, ofFileOf: recordingID) }
            try LedgerRow.place(
                db, blocks, recording: recordingID, write: write, at: now, each: wasTorn,
                renumbering: job.action == .append)
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
        try await write { db in
            try db.cachedStatement(sql: "UPDATE periods SET done_seq = ?, done_line = ? WHERE id = ?")
                .execute(arguments: [done.sequence, done.line, periodID])
        }
    }

    /// The period is complete.
    package func finish(_ periodID: Int64, of recordingID: String) async throws {
        try await write { db in
            try db.execute(sql: "UPDATE periods SET finished = 1 WHERE id = ?", arguments: [periodID])
        }
    }

    /// The recording goes to another file, and so does a bare command after it; the command before it says so.
    package func divert(_ recordingID: String, to destination: Destination) async throws {
        try await write { db in
            if let old = try RecordingRow.destination(db, id: recordingID)?.path {
                try CommandRow.divert(db, recording: recordingID, from: old, to: destination.path)
            }
            try db.execute(
                sql: """
                    UPDATE recordings SET root = ?, path = ?, format = ?, device = NULL, inode = NULL, size = NULL
                    WHERE id = ?
                    """,
                arguments: [destination.root, destination.path, destination.format.rawValue, recordingID]
            )
            try db.execute(sql: "DELETE FROM blocks WHERE recording = ?", arguments: [recordingID])
            try Self.deleteJob(db, recordingID)
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
                arguments: [path, recordingID]
            ) ?? false
        }
    }

    /// Notes the file's new state, for every recording into it that knew the state before.
    ///
    /// - Parameter count: as how many writes this one counts.
    /// - Returns: the number of the first of them.
    private static func note(
        _ db: Database, _ landed: LandedFile, after job: WriteJob, _ recordingID: String, _ now: Timestamp,
        as count: Int
    ) throws -> Int64 {
        try LedgerRow.note(db, landed, recording: recordingID)
        try db.cachedStatement(
            sql: """
                UPDATE recordings SET device = ?1, inode = ?2, size = ?3, modified = ?4
                WHERE id <> ?5 AND path = (SELECT path FROM recordings WHERE id = ?5)
                    AND device = ?6 AND inode = ?7 AND size = ?8
                """
        ).execute(arguments: [
            Int64(bitPattern: landed.device), Int64(bitPattern: landed.inode), Int64(landed.size), landed.modified,
            recordingID, Int64(bitPattern: job.base.device), Int64(bitPattern: job.base.inode),
            Int64(job.base.size),
        ])
        // Written only where it changes.
        try db.cachedStatement(
            sql: """
                UPDATE recordings SET interrupted = id <> ?1
                WHERE path = (SELECT path FROM recordings WHERE id = ?1) AND interrupted = (id = ?1)
                """
        ).execute(arguments: [recordingID])
        try db.cachedStatement(
            sql: "UPDATE recordings SET render_state = ?, last_write_at = ?, writes = writes + ? WHERE id = ?"
        ).execute(arguments: [job.renderState, now.milliseconds, count, recordingID])
        let last = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT writes FROM recordings WHERE id = ?"), arguments: [recordingID])
        return (last ?? 0) - Int64(count) + 1
    }

    private static func deleteJob(_ db: Database, _ recordingID: String) throws {
        try db.cachedStatement(sql: "DELETE FROM jobs WHERE recording = ?").execute(arguments: [recordingID])
    }
}
