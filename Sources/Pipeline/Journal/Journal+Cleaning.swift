import GRDB
package import KatoModel

/// Forgetting what is old. Nothing here is done unless somebody asks for it.
extension Journal {
    /// True of a recording `r` that is on or has something to write.
    private static let recordingIsInUse = """
        (EXISTS (SELECT 1 FROM sessions a WHERE a.active = r.id)
            OR EXISTS (SELECT 1 FROM periods p WHERE p.recording = r.id AND p.finished = 0)
            OR EXISTS (SELECT 1 FROM jobs j WHERE j.recording = r.id))
        """

    /// Files of recordings to which nothing was added since `moment`, the oldest first.
    ///
    /// - Parameter after: the path of the last one of the previous page.
    package func staleRecordings(before moment: Timestamp, after: String?, limit: Int) async throws -> [StaleRecording]
    {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT r.*, max(coalesce(r.last_write_at, r.created_at)) AS latest,
                        max(\(Self.recordingIsInUse)) AS in_use
                    FROM recordings r WHERE ?2 IS NULL OR r.path > ?2
                    GROUP BY r.path HAVING latest < ?1 ORDER BY r.path LIMIT ?3
                    """,
                arguments: [moment.milliseconds, after, limit]
            ).compactMap { row in
                guard let destination = RecordingRow.destination(row) else { return nil }
                return StaleRecording(
                    destination: destination, lastWriteAt: Timestamp(milliseconds: row["latest"]),
                    isInUse: row["in_use"])
            }
        }
    }

    /// Forgets every recording into the file at `path`, unless one of them is on or has something to write.
    ///
    /// - Returns: false when nothing was forgotten, because the file is in use.
    package func forgetRecordings(path: String) async throws -> Bool {
        try await pool.write { db in
            let isInUse = try Bool.fetchOne(
                db,
                sql: "SELECT EXISTS (SELECT 1 FROM recordings r WHERE r.path = ? AND \(Self.recordingIsInUse))",
                arguments: [path])
            guard isInUse == false else { return false }
            let ids = "(SELECT id FROM recordings WHERE path = ?)"
            for statement in [
                "DELETE FROM blocks WHERE recording IN \(ids)",
                "DELETE FROM periods WHERE recording IN \(ids)",
                "UPDATE sessions SET pointer = NULL WHERE pointer IN \(ids)",
                "DELETE FROM recordings WHERE path = ?",
            ] {
                try db.execute(sql: statement, arguments: [path])
            }
            return true
        }
    }

    /// Conversations in which nothing happened since `moment`, in a fixed order.
    ///
    /// - Parameter after: the last one of the previous page.
    package func staleSessions(before moment: Timestamp, after: SessionID?, limit: Int) async throws -> [StaleSession] {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT \(SessionRow.columns), \(Self.sessionIsInUse) AS in_use FROM sessions s
                    WHERE s.events > 0 AND \(Self.lastTouched) < ?1
                        AND (?2 IS NULL OR s.uuid > ?2)
                    ORDER BY s.uuid LIMIT ?3
                    """,
                arguments: [moment.milliseconds, after?.rawValue, limit]
            ).map { StaleSession(session: try SessionRow.session($0), isInUse: $0["in_use"]) }
        }
    }

    /// When something last happened in a conversation `s`. Where no event says so, when the last of it was stored; where
    /// that is unknown, too, it is not known to be old.
    private static let lastTouched = "coalesce(s.last_event_at, s.started_at, s.stored_at)"

    /// True of a conversation `s` that is recorded, or not yet looked at to its end.
    private static let sessionIsInUse = """
        (s.active IS NOT NULL
            OR EXISTS (SELECT 1 FROM recordings r WHERE r.session = s.id AND \(recordingIsInUse))
            OR s.last_seq > (SELECT coalesce(max(seq), 0) FROM consumers WHERE name = 'commands'))
        """

    /// Removes what a conversation held, if nothing happened in it since `moment` and it is not in use.
    ///
    /// Its row stays, without any text, and so does how far its files were read: what was removed does not come back
    /// by itself, and if the conversation goes on, it goes on from there. Recordings stay as they are.
    ///
    /// - Returns: false when it was left alone.
    package func forgetSession(_ id: SessionID, before moment: Timestamp) async throws -> Bool {
        try await writeMuch { db in
            let row = try Int64.fetchOne(
                db,
                sql: """
                    SELECT s.id FROM sessions s WHERE s.uuid = ?
                        AND \(Self.lastTouched) < ? AND NOT \(Self.sessionIsInUse)
                    """,
                arguments: [id.rawValue, moment.milliseconds])
            guard let row else { return false }
            // A record belongs to the conversation whose events came from it; copies have records of their own.
            for statement in [
                "DELETE FROM records WHERE id IN (SELECT record FROM events WHERE session = ?)",
                // What was taken of an event that is gone would pass for taken when the event comes again.
                "DELETE FROM revisions WHERE seq IN (SELECT seq FROM events WHERE session = ?)",
                "DELETE FROM events WHERE session = ?",
                "DELETE FROM commands WHERE session = ?",
                """
                UPDATE sessions SET events = 0, turns = 0, custom_title = NULL, agent_title = NULL, first_title = NULL,
                    cwd = NULL, git_branch = NULL, models = '[]' WHERE id = ?
                """,
            ] {
                try db.execute(sql: statement, arguments: [row])
            }
            try db.execute(
                sql: """
                    INSERT INTO meta (name, value)
                    SELECT 'cleaned_to', CAST(coalesce(last_event_at, 0) AS TEXT) FROM sessions WHERE id = ?
                    ON CONFLICT (name) DO UPDATE SET value = excluded.value
                        WHERE CAST(excluded.value AS INTEGER) > CAST(meta.value AS INTEGER)
                    """,
                arguments: [row])
            return true
        }
    }

    /// Gives the space of what was removed back to the disk, where it is much of the file.
    package func compact() async throws {
        let (free, all) = try await pool.read { db in
            (
                try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0,
                try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            )
        }
        guard free > all / 5 else { return }
        largeWrites += 1
        defer { largeWrites -= 1 }
        try await pool.vacuum()
        try await checkpoint()
    }
}
