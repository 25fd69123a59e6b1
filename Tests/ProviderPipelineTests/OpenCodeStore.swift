import GRDB
import StrictJSON

/// OpenCode's side of its database: the tables that kato reads, written as OpenCode writes them.
final class OpenCodeStore {
    let queue: DatabaseQueue
    private var clock: Int64 = 1_783_180_800_000

    init(path: String) throws {
        queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            try db.execute(
                sql: """
                    CREATE TABLE session (id TEXT PRIMARY KEY, project_id TEXT NOT NULL, parent_id TEXT, slug TEXT NOT NULL,
                        directory TEXT NOT NULL, title TEXT NOT NULL, version TEXT NOT NULL, revert TEXT,
                        time_created INTEGER NOT NULL, time_updated INTEGER NOT NULL);
                    CREATE TABLE message (id TEXT PRIMARY KEY, session_id TEXT NOT NULL, time_created INTEGER NOT NULL,
                        time_updated INTEGER NOT NULL, data TEXT NOT NULL);
                    CREATE TABLE part (id TEXT PRIMARY KEY, message_id TEXT NOT NULL, session_id TEXT NOT NULL,
                        time_created INTEGER NOT NULL, time_updated INTEGER NOT NULL, data TEXT NOT NULL);
                    """)
        }
    }

    func session(_ id: String, parent: String? = nil, title: String = "New session - 2026-07-04T16:00:00.000Z") throws {
        let now = tick()
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO session VALUES (?1, 'p', ?2, 's', '/home/ada/parcels', ?3, '1.16.0', NULL, ?4, ?4)
                    ON CONFLICT (id) DO UPDATE SET title = excluded.title, time_updated = excluded.time_updated
                    """,
                arguments: [id, parent, title, now])
        }
    }

    func message(_ id: String, in session: String, _ data: String) throws {
        let now = tick()
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO message VALUES (?1, ?2, ?3, ?3, ?4)
                    ON CONFLICT (id) DO UPDATE SET data = excluded.data, time_updated = excluded.time_updated
                    """,
                arguments: [id, session, now, data])
        }
    }

    func part(_ id: String, of message: String, in session: String, _ data: String) throws {
        let now = tick()
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO part VALUES (?1, ?2, ?3, ?4, ?4, ?5)
                    ON CONFLICT (id) DO UPDATE SET data = excluded.data, time_updated = excluded.time_updated
                    """,
                arguments: [id, message, session, now, data])
        }
    }

    /// A message of the user, as it is written in one go.
    func user(_ id: String, in session: String, _ text: String) throws {
        try message(id, in: session, #"{"role":"user","time":{"created":1}}"#)
        try part("prt_" + id, of: id, in: session, #"{"type":"text","text":\#(JSONValue.string(text).text())}"#)
    }

    private func tick() -> Int64 {
        clock += 10
        return clock
    }
}
