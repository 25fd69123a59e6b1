import GRDB
package import KatoModel

extension Journal {
    /// Recordings with something unfinished, of one conversation or of all.
    package func unfinishedRecordings(of session: SessionID?) async throws -> [RecordingTask] {
        try await pool.read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT r.id, r.path FROM recordings r
                        WHERE (?1 IS NULL OR r.session = (SELECT id FROM sessions WHERE uuid = ?1))
                            AND (EXISTS (SELECT 1 FROM periods p WHERE p.recording = r.id AND p.finished = 0)
                                OR EXISTS (SELECT 1 FROM jobs j WHERE j.recording = r.id)
                                OR EXISTS (SELECT 1 FROM blocks b INDEXED BY blocks_dropped
                                    WHERE b.recording = r.id AND b.state = 'dropped'))
                        ORDER BY r.created_at
                        """
                ),
                arguments: [session?.rawValue]
            ).map { RecordingTask(id: $0[0], path: $0[1]) }
        }
    }

    /// Recordings of one conversation with something unfinished, by its row.
    static func unfinishedRecordings(_ db: Database, session: Int64) throws -> [RecordingTask] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT r.id, r.path FROM recordings r WHERE r.session = ?
                        AND EXISTS (SELECT 1 FROM periods p WHERE p.recording = r.id AND p.finished = 0)
                    ORDER BY r.created_at
                    """),
            arguments: [session]
        ).map { RecordingTask(id: $0[0], path: $0[1]) }
    }

    /// A recording and its next step.
    package func plan(_ recordingID: String) async throws -> RecordingPlan? {
        try await readRecent { try PlanQuery(db: $0, recording: recordingID).plan() }
    }

    /// How many events lie between what a recording holds and what it is to hold.
    package func eventsLeft(of recordingID: String) async throws -> Int64 {
        try await pool.read { db in
            try Int64.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM periods p JOIN recordings r ON r.id = p.recording
                        JOIN events e ON e.session = r.session AND e.seq > p.done_seq
                            AND (p.to_seq IS NULL OR e.seq <= p.to_seq)
                    WHERE p.recording = ? AND p.finished = 0
                    """,
                arguments: [recordingID]) ?? 0
        }
    }

    /// Recordings, the newest first.
    ///
    /// - Parameters:
    ///   - isOn: whether only those that are on are listed.
    ///   - after: the id of the last of the previous page; `nil` for the first page.
    package func recordings(of session: SessionID?, isOn: Bool = false, after: String?, limit: Int) async throws
        -> [RecordingInfo]
    {
        try await pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    \(RecordingRow.select) WHERE (?1 IS NULL OR s.uuid = ?1)
                        AND (NOT ?4 OR s.active = r.id)
                        AND (?2 IS NULL OR (r.created_at, r.id) < (SELECT created_at, id FROM recordings WHERE id = ?2))
                    ORDER BY r.created_at DESC, r.id DESC LIMIT ?3
                    """,
                arguments: [session?.rawValue, after, limit, isOn]
            ).compactMap(Self.info)
        }
    }

    /// One recording; `nil` when there is none of this id.
    package func recording(_ id: String) async throws -> RecordingInfo? {
        try await pool.read { db in
            try Row.fetchOne(
                db,
                sql: "\(RecordingRow.select) WHERE r.id = ?",
                arguments: [id]
            ).flatMap(Self.info)
        }
    }

    static func info(_ row: Row) -> RecordingInfo? {
        guard let destination = RecordingRow.destination(row) else { return nil }
        return RecordingInfo(
            id: row["id"], kind: RecordingPlan.Kind(rawValue: row["kind"]) ?? .live,
            sessionID: SessionID(rawValue: row["uuid"]), destination: destination,
            createdAt: Timestamp(milliseconds: row["created_at"]),
            lastWriteAt: (row["last_write_at"] as Int64?).map(Timestamp.init(milliseconds:)), blocks: row["blocks"],
            isOn: (row["is_on"] as Bool?) ?? false)
    }
}
