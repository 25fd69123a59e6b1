import Foundation
import GRDB
import StrictJSON

/// Writes one conversation as OpenCode does: rows that change while the answer streams in.
final class OpenCodeDatabase {
    private let queue: DatabaseQueue

    init(path: String, _ directory: String) throws {
        queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            try db.execute(
                sql: """
                    CREATE TABLE session (id TEXT PRIMARY KEY, parent_id TEXT, directory TEXT NOT NULL,
                        title TEXT NOT NULL, version TEXT NOT NULL, time_created INTEGER NOT NULL,
                        time_updated INTEGER NOT NULL);
                    CREATE TABLE message (id TEXT PRIMARY KEY, session_id TEXT NOT NULL, time_created INTEGER NOT NULL,
                        time_updated INTEGER NOT NULL, data TEXT NOT NULL);
                    CREATE TABLE part (id TEXT PRIMARY KEY, message_id TEXT NOT NULL, session_id TEXT NOT NULL,
                        time_created INTEGER NOT NULL, time_updated INTEGER NOT NULL, data TEXT NOT NULL);
                    """)
            let now = Self.now
            try db.execute(
                sql: "INSERT INTO session VALUES ('ses_1', NULL, ?, 'New session - x', '1.16.0', ?, ?)",
                arguments: [directory, now, now])
        }
    }

    func user(_ id: String, _ text: String) throws {
        try write(id, ["role": "user"], ["type": "text", "text": .string(text)])
    }

    func answer(_ id: String, _ text: String, isComplete: Bool) throws {
        let time: JSONValue = isComplete ? ["created": 1, "completed": 2] : ["created": 1]
        let message: JSONValue = ["role": "assistant", "modelID": "gpt-5.3", "time": time]
        try write(id, message, ["type": "text", "text": .string(text), "time": ["start": .int(Self.now)]])
    }

    func close() throws {
        try queue.close()
    }

    private func write(_ id: String, _ message: JSONValue, _ part: JSONValue) throws {
        let now = Self.now
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO message VALUES (?1, 'ses_1', ?2, ?2, ?3)
                    ON CONFLICT (id) DO UPDATE SET data = excluded.data, time_updated = excluded.time_updated
                    """,
                arguments: [id, now, message.text()])
            try db.execute(
                sql: """
                    INSERT INTO part VALUES (?1, ?2, 'ses_1', ?3, ?3, ?4)
                    ON CONFLICT (id) DO UPDATE SET data = excluded.data, time_updated = excluded.time_updated
                    """,
                arguments: ["prt_" + id, id, now, part.text()])
            try db.execute(sql: "UPDATE session SET time_updated = ?", arguments: [now])
        }
    }

    private static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
}
