import Foundation
import GRDB
import KatoModel

/// The table `revisions`: events that come again in other records, each taken once.
///
/// A later text that continues the one that was taken gives an event with the rest; a shorter one gives nothing, so a
/// re-reading of something poorer takes nothing away. A text that became another one is kept as a raw event.
enum RevisionRow {
    /// Takes what is new in `event`.
    static func take(_ db: Database, _ event: ConversationEvent, record: Int64, session: Int64, tally: inout EventTally)
        throws
    {
        guard let taken = try text(db, event.id) else {
            return try insert(db, event, of: event.id, at: 0, record: record, session: session, tally: &tally)
        }
        guard case .text(let text) = event.content else { return }
        let bytes = Data(text.utf8)
        if taken.starts(with: bytes) { return }
        let id = identity(event.id, offset: taken.count)
        if bytes.starts(with: taken) {
            let rest = String(decoding: bytes[taken.count...], as: UTF8.self)
            let more = copy(event, id: id, kind: event.kind, content: .text(rest))
            try insert(db, more, of: event.id, at: taken.count, record: record, session: session, tally: &tally)
        } else {
            let variant = copy(event, id: id, kind: .raw, content: .raw(reason: "variant"))
            try RecordRow.insert(db, variant, record: record, session: session, tally: &tally)
        }
    }

    /// All that was taken of the event's text; `nil` when the event is new.
    private static func text(_ db: Database, _ id: EventID) throws -> Data? {
        let pieces = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT e.text FROM revisions r JOIN events e ON e.seq = r.seq WHERE r.event = ? ORDER BY r.offset
                    """
            ),
            arguments: [id.data]
        )
        return pieces.isEmpty ? nil : pieces.reduce(into: Data()) { $0 += ($1[0] as Data?) ?? Data() }
    }

    private static func insert(
        _ db: Database, _ event: ConversationEvent, of id: EventID, at offset: Int, record: Int64, session: Int64,
        tally: inout EventTally
    ) throws {
        try RecordRow.insert(db, event, record: record, session: session, tally: &tally)
        try db.cachedStatement(sql: "INSERT INTO revisions (event, offset, seq) VALUES (?, ?, ?)")
            .execute(arguments: [id.data, offset, db.lastInsertedRowID])
    }

    /// The same on every reading that saw the text grow at the same place. The multiplier is odd, so that no two
    /// offsets give one id.
    private static func identity(_ id: EventID, offset: Int) -> EventID {
        EventID(high: id.high ^ (UInt64(offset) &* 0x9E37_79B9_7F4A_7C15), low: id.low)
    }

    private static func copy(_ event: ConversationEvent, id: EventID, kind: EventKind, content: EventContent)
        -> ConversationEvent
    {
        ConversationEvent(
            id: id, sessionID: event.sessionID, kind: kind, content: content, time: event.time, model: event.model,
            turn: event.turn, nativeID: event.nativeID, agentID: event.agentID)
    }
}
