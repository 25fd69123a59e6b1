import Foundation
import GRDB
import KatoModel

/// Carries out what commands change, as rows. The recorder does the rest.
enum RecordingChanges {
    /// - Returns: the recordings concerned.
    static func apply(_ change: RecordingChange, _ db: Database, session: Int64, now: Timestamp) throws -> [String] {
        switch change {
        case .setPointer(let destination):
            let id = try RecordingRow.ensure(db, destination, session: session, now: now)
            try db.execute(sql: "UPDATE sessions SET pointer = ? WHERE id = ?", arguments: [id, session])
            return [id]
        case .prepare(let destination):
            let id = try RecordingRow.ensure(db, destination, session: session, now: now)
            try period(db, id, .prepare, from: .start, end: .start)
            return [id]
        case .closePeriod(let position): return try close(db, session: session, at: position)
        case .openPeriod(let destination, let from, let replacing):
            let id = try RecordingRow.ensure(db, destination, session: session, now: now)
            try db.execute(sql: "UPDATE sessions SET active = ? WHERE id = ?", arguments: [id, session])
            try period(db, id, replacing ? .replace : .append, from: from, end: nil)
            return [id]
        case .snapshot(let destination, let position):
            let id = try RecordingRow.insert(db, destination, kind: .export, session: session, now: now)
            try period(db, id, .replace, from: .start, end: position)
            return [id]
        case .handOver(let destination, let position):
            guard let name = destination.components.last, let dot = name.lastIndex(of: ".") else { return [] }
            let id = String(name[..<dot])
            // The file of the last time is gone.
            for table in ["periods", "blocks", "jobs"] {
                try db.execute(sql: "DELETE FROM \(table) WHERE recording = ?", arguments: [id])
            }
            try db.execute(sql: "DELETE FROM recordings WHERE id = ?", arguments: [id])
            try RecordingRow.insert(db, destination, kind: .export, id: id, session: session, now: now)
            try period(db, id, .replace, from: .start, end: position)
            return [id]
        }
    }

    private static func period(
        _ db: Database, _ recording: String, _ mode: RecordingPeriod.Mode, from: EventPosition, end: EventPosition?
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO periods (recording, mode, from_seq, from_line, to_seq, to_line, done_seq, done_line)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?3, ?4)
                """,
            arguments: [recording, mode.rawValue, from.sequence, from.line, end?.sequence, end?.line])
    }

    /// Ends what is on. What is due before `position` is still written.
    private static func close(_ db: Database, session: Int64, at position: EventPosition) throws -> [String] {
        guard
            let active = try String.fetchOne(
                db, sql: "SELECT active FROM sessions WHERE id = ? AND active IS NOT NULL", arguments: [session])
        else { return [] }
        try db.execute(
            sql: "UPDATE periods SET to_seq = ?, to_line = ? WHERE recording = ? AND to_seq IS NULL",
            arguments: [position.sequence, position.line, active])
        try db.execute(sql: "UPDATE sessions SET active = NULL WHERE id = ?", arguments: [session])
        return [active]
    }
}
