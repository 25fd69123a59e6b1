import Foundation
import GRDB
import KatoModel

/// The table `recordings`.
enum RecordingRow {
    /// What every reader of a ``RecordingInfo`` selects.
    static let select = """
        SELECT r.*, s.uuid, s.active = r.id AS is_on,
            (SELECT count(*) FROM blocks b WHERE b.recording = r.id AND b.state = 'placed') AS blocks
        FROM recordings r JOIN sessions s ON s.id = r.session
        """

    /// The live recording of a conversation into a file: one for each path, made when it is new.
    static func ensure(_ db: Database, _ destination: Destination, session: Int64, now: Timestamp) throws -> String {
        let known = try String.fetchOne(
            db, sql: "SELECT id FROM recordings WHERE session = ? AND path = ? AND kind = 'live'",
            arguments: [session, destination.path])
        return try known ?? insert(db, destination, kind: .live, session: session, now: now)
    }

    @discardableResult
    static func insert(
        _ db: Database, _ destination: Destination, kind: RecordingPlan.Kind, id: String? = nil, session: Int64,
        now: Timestamp
    ) throws -> String {
        let id = id ?? UUID().uuidString.lowercased()
        try db.execute(
            sql: """
                INSERT INTO recordings (id, session, root, path, format, kind, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, session, destination.root, destination.path, destination.format.rawValue, kind.rawValue,
                now.milliseconds,
            ])
        return id
    }

    static func destination(_ db: Database, id: String) throws -> Destination? {
        try Row.fetchOne(db, sql: "SELECT root, path, format FROM recordings WHERE id = ?", arguments: [id])
            .flatMap(destination)
    }

    /// From the columns `root`, `path` and `format`; `nil` for a format of a newer version.
    static func destination(_ row: Row) -> Destination? {
        destination(root: row["root"], path: row["path"], format: row["format"])
    }

    static func destination(root: String, path: String, format: String) -> Destination? {
        guard let format = RecordingFormat(rawValue: format) else { return nil }
        let below = path.dropFirst(root == "/" ? 1 : root.count + 1)
        return Destination(root: root, components: below.split(separator: "/").map(String.init), format: format)
    }
}
