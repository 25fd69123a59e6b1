import GRDB
import KatoModel

/// Reads a recording and what is to be done next for it.
struct PlanQuery {
    let db: Database
    let recording: String

    /// - Returns: `nil` when there is no such recording, or its format is a newer version's.
    func plan() throws -> RecordingPlan? {
        let find = try db.cachedStatement(
            sql: """
                SELECT root, path, format, kind, created_at, render_state, device, inode, size, modified, session,
                    interrupted
                FROM recordings WHERE id = ?
                """)
        guard let row = try Row.fetchOne(find, arguments: [recording]),
            let session = try SessionRow.session(db, row[10]),
            let destination = RecordingRow.destination(root: row[0], path: row[1], format: row[2])
        else { return nil }
        let (period, job) = (try period(), try JobRow.fetch(db, recording: recording))
        let hasDropped = try LedgerRow.hasDropped(db, recording: recording)
        let limit = try Journal.commandsCursor(db)
        let isAppending = job == nil && !hasDropped && period?.mode == .append
        return RecordingPlan(
            id: recording, kind: RecordingPlan.Kind(rawValue: row[3]) ?? .live, session: session,
            destination: destination, createdAt: Timestamp(milliseconds: row[4]), renderState: Self.renderState(row),
            landed: Self.landed(row), period: period, job: job, hasDropped: hasDropped,
            mayHoldUnread: try LedgerRow.hasUnread(db), limit: limit,
            next: try isAppending ? period.flatMap { try next($0, of: session.id, limit: limit) } : nil)
    }

    /// What comes next of a period, unless that may be much.
    private func next(_ period: RecordingPeriod, of session: SessionID, limit: Int64) throws -> EventSlice? {
        let last = period.lastSequence(limit: limit)
        guard last >= period.done.sequence, last - period.done.sequence < Journal.fewSequences else { return nil }
        return try EventQuery(db: db, session: session).recordable(from: period.done, upTo: last)
    }

    /// The oldest period that is not finished.
    private func period() throws -> RecordingPeriod? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, mode, done_seq, done_line, to_seq, to_line FROM periods
                WHERE recording = ? AND finished = 0 ORDER BY id LIMIT 1
                """)
        guard let row = try Row.fetchOne(statement, arguments: [recording]),
            let mode = RecordingPeriod.Mode(rawValue: row[1])
        else { return nil }
        let end = (row[4] as Int64?).map { EventPosition(sequence: $0, line: row[5]) }
        return RecordingPeriod(id: row[0], mode: mode, done: EventPosition(sequence: row[2], line: row[3]), end: end)
    }

    private static func renderState(_ row: Row) -> String {
        row[11] ? "\(RecordingPlan.interruption)\n\(row[5] as String)" : row[5]
    }

    private static func landed(_ row: Row) -> LandedFile? {
        guard let device = row[6] as Int64?, let inode = row[7] as Int64?, let size = row[8] as Int64? else {
            return nil
        }
        return LandedFile(
            device: UInt64(bitPattern: device), inode: UInt64(bitPattern: inode), size: UInt64(size), modified: row[9])
    }
}
