import Foundation
import GRDB
package import KatoModel

extension Journal {
    /// Blocks put back at once: with a slice's weight this bounds a write.
    private static let droppedLimit = 256

    /// Every block that kato put into the file at `path`, for any recording, by offset.
    package func ledger(path: String) async throws -> [LedgerBlock] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT b.* FROM blocks b JOIN recordings r ON r.id = b.recording
                    WHERE r.path = ? ORDER BY b.offset
                    """,
                arguments: [path]
            ).compactMap(LedgerRow.block)
        }
    }

    /// Every block that kato put into a recording's file for it, in the order of the writes.
    package func ledger(of recordingID: String) async throws -> [LedgerBlock] {
        try await pool.read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM blocks WHERE recording = ? ORDER BY write, offset", arguments: [recordingID]
            ).compactMap(LedgerRow.block)
        }
    }

    /// True when one of these blocks was found in the file at `path` before its event was known.
    package func holdsUnread(_ ids: [String], path: String) async throws -> Bool {
        try await readRecent { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM blocks b JOIN recordings r ON r.id = b.recording
                        WHERE b.block = ? AND b.digest = '' AND r.path = ?)
                    """)
            return try ids.contains { try Bool.fetchOne(statement, arguments: [$0, path]) ?? false }
        }
    }

    /// Stores what a look at the whole file found, together with the file it was found in.
    package func note(_ finding: LedgerFinding, of recordingID: String, landed: LandedFile) async throws {
        let now = now()
        try await pool.write { db in
            let write = try Int64.fetchOne(
                db, sql: "SELECT writes FROM recordings WHERE id = ?", arguments: [recordingID])
            // A block that is there again belongs to the write that it always belonged to.
            try LedgerRow.place(
                db, finding.found, recording: recordingID, write: write ?? 0, at: now, renumbering: false)
            try LedgerRow.set(db, finding.dropped, .dropped, recording: recordingID)
            try LedgerRow.set(db, finding.deleted, .deleted, recording: recordingID)
            try LedgerRow.set(db, finding.emptied, .emptied, recording: recordingID)
            try LedgerRow.note(db, landed, recording: recordingID)
        }
    }

    /// The user wants back what they deleted: every block that is not in the file is to be put there.
    ///
    /// Front matter is not among them: it belongs to the head of a file and nowhere else.
    ///
    /// - Parameter missing: ids of blocks that the ledger takes for placed and that are not there.
    package func restoreDeleted(of recordingID: String, missing: [String]) async throws {
        try await pool.write { db in
            try db.execute(
                sql: """
                    UPDATE blocks SET state = 'dropped', restored = 0
                    WHERE recording = ? AND state IN ('deleted', 'emptied') AND block NOT LIKE 'front%'
                    """,
                arguments: [recordingID]
            )
            try LedgerRow.set(db, missing.filter { !$0.hasPrefix("front") }, .dropped, recording: recordingID)
        }
    }

    /// Recordings that follow a conversation and are on, or were written since a moment: their files are watched.
    package func watchedRecordings(writtenSince moment: Timestamp) async throws -> [RecordingTask] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT r.id, r.path FROM recordings r WHERE r.kind = 'live' AND r.size IS NOT NULL
                        AND (r.last_write_at > ? OR r.id IN (SELECT active FROM sessions WHERE active IS NOT NULL))
                    ORDER BY r.created_at
                    """,
                arguments: [moment.milliseconds]
            ).map { RecordingTask(id: $0[0], path: $0[1]) }
        }
    }

    /// Recordings into the file at `path`.
    package func recordings(into path: String) async throws -> [RecordingTask] {
        try await pool.read { db in
            try Row.fetchAll(
                db, sql: "SELECT id, path FROM recordings WHERE path = ? ORDER BY created_at", arguments: [path]
            ).map { RecordingTask(id: $0[0], path: $0[1]) }
        }
    }

    /// True when everything that the ledger has in the file at `path` can be written anew for a recording: it is of the
    /// same conversation, or a copy that can be made again, and all of its events are still here.
    package func canRewrite(path: String, for recordingID: String) async throws -> Bool {
        try await pool.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT id, kind = 'live' AND session <> (SELECT session FROM recordings WHERE id = ?2) FROM recordings
                    WHERE path = ?1 AND EXISTS (SELECT 1 FROM blocks WHERE recording = id)
                    """,
                arguments: [path, recordingID])
            return try rows.allSatisfy { row in
                let blocks = try String.fetchAll(
                    db, sql: "SELECT block FROM blocks WHERE recording = ? AND block NOT LIKE 'front%'",
                    arguments: [row[0] as String])
                return try row[1] == false && DroppedBlockQuery(db, recording: row[0]).knows(blocks)
            }
        }
    }

    /// Blocks that wait to be put back, in the order of the conversation, with the events they show.
    package func droppedBlocks(of recordingID: String) async throws -> [DroppedBlock] {
        try await pool.read { db in
            let ids = try String.fetchAll(
                db, sql: "SELECT block FROM blocks WHERE recording = ? AND state = 'dropped'", arguments: [recordingID])
            return Array(try DroppedBlockQuery(db, recording: recordingID).find(ids).prefix(Self.droppedLimit))
        }
    }

    /// What blocks of a recording are rendered from, in the order of the conversation.
    package func sources(ofBlocks ids: [String], of recordingID: String) async throws -> [DroppedBlock] {
        try await pool.read { try DroppedBlockQuery($0, recording: recordingID).find(ids) }
    }
}
