import Foundation
import GRDB
import KatoModel

/// Finds the events that blocks of a recording show. A block's identity is the beginning of its event's.
///
/// Reads the ids of the whole conversation once; blocks are looked up so seldom that they have no index of their own.
struct DroppedBlockQuery {
    private let db: Database
    private let recording: String

    init(_ db: Database, recording: String) {
        self.db = db
        self.recording = recording
    }

    /// - Returns: one for each id, by position in the conversation; those without an event come last.
    func find(_ ids: [String]) throws -> [DroppedBlock] {
        guard !ids.isEmpty else { return [] }
        let sequences = try sequences(of: Set(ids.map(Self.event)))
        return try ids.map { (id: $0, position: Self.position($0, sequences)) }
            .sorted { ($0.position, $0.id) < ($1.position, $1.id) }
            .map { try block($0.id, at: $0.position) }
    }

    /// Whether the journal has the events of all of these blocks.
    func knows(_ ids: [String]) throws -> Bool {
        let wanted = Set(ids.map(Self.event))
        return try sequences(of: wanted).count == wanted.count
    }

    private func sequences(of wanted: Set<Substring>) throws -> [Substring: Int64] {
        var sequences: [Substring: Int64] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT seq, id FROM events WHERE session = (SELECT session FROM recordings WHERE id = ?)
                    AND agent IS NULL AND kind <> 'provider.raw'
                """,
            arguments: [recording]
        )
        while let row = try rows.next() {
            let bytes: Data = row[1]
            guard let short = EventID(bytes: [UInt8](bytes))?.short, wanted.contains(short[...]) else { continue }
            sequences[short[...]] = row[0]
        }
        return sequences
    }

    private func block(_ id: String, at position: EventPosition) throws -> DroppedBlock {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "\(EventRow.select) WHERE e.seq = ?"), arguments: [position.sequence])
        let event = try row.flatMap(EventRow.event)
        let end = try lastLine(at: position)
        return DroppedBlock(
            id: id, event: event,
            lines: position.line == 0 && end == nil ? nil : position.line..<max(position.line, end ?? Int.max))
    }

    /// The line before which the period that holds `position` ends, when it ends within the same event. Of several that
    /// hold it the newest says what the file is to show, one that is still open included.
    private func lastLine(at position: EventPosition) throws -> Int? {
        let end = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT to_seq, to_line FROM periods
                    WHERE recording = ?1 AND (from_seq, from_line) <= (?2, ?3)
                        AND (to_seq IS NULL OR (to_seq, to_line) > (?2, ?3))
                    ORDER BY id DESC LIMIT 1
                    """
            ),
            arguments: [recording, position.sequence, position.line]
        )
        guard let end, end[0] == position.sequence as Int64? else { return nil }
        return end[1]
    }

    private static func position(_ id: String, _ sequences: [Substring: Int64]) -> EventPosition {
        let line = id.split(separator: ".L").dropFirst().first.flatMap { Int($0) } ?? 0
        return EventPosition(sequence: sequences[event(id)] ?? .max, line: line)
    }

    private static func event(_ id: String) -> Substring { id.prefix { $0 != "." } }
}
