import GRDB
import KatoModel

/// Reads consecutive events of a conversation, within what one write or one answer should carry.
struct EventQuery {
    /// Of the main conversation; raw records are not among what a recording shows.
    private static let recordable = "e.agent IS NULL AND e.kind <> 'provider.raw'"
    private static let ofSession = "\(EventRow.select) WHERE e.session = (SELECT id FROM sessions WHERE uuid = ?)"

    /// Events that one slice carries at most.
    private static let sliceEvents = 256
    /// Bytes of text after which a slice ends: 1 MiB.
    private static let sliceBytes = 1 << 20

    let db: Database
    let session: SessionID

    /// What a recording shows, from a position on and up to `last` inclusive.
    func recordable(from: EventPosition, upTo last: Int64) throws -> EventSlice {
        try slice(
            "\(Self.ofSession) AND e.seq BETWEEN ? AND ? AND \(Self.recordable) ORDER BY e.seq",
            [session.rawValue, from.sequence, last], limit: Self.sliceEvents, onlyRecordable: true)
    }

    /// Everything after the event `sequence`.
    func all(after sequence: Int64, limit: Int) throws -> EventSlice {
        try slice(
            "\(Self.ofSession) AND e.seq > ? ORDER BY e.seq", [session.rawValue, sequence], limit: limit,
            onlyRecordable: false)
    }

    /// The last events before `sequence`, in order: those a recording shows, or all of them.
    func preceding(_ sequence: Int64, onlyRecordable: Bool) throws -> [ConversationEvent] {
        let filter = onlyRecordable ? "AND \(Self.recordable)" : ""
        let (events, _) = try read(
            "\(Self.ofSession) AND e.seq < ? \(filter) ORDER BY e.seq DESC", [session.rawValue, sequence],
            limit: EventSlice.reach)
        return events.reversed()
    }

    private func slice(_ sql: String, _ arguments: StatementArguments, limit: Int, onlyRecordable: Bool) throws
        -> EventSlice
    {
        let (events, isLast) = try read(sql, arguments, limit: limit)
        let before = try events.first.map { try preceding($0.sequence, onlyRecordable: onlyRecordable) }
        return EventSlice(events: events, isLast: isLast, preceding: before ?? [])
    }

    private func read(_ sql: String, _ arguments: StatementArguments, limit: Int) throws
        -> (events: [ConversationEvent], isLast: Bool)
    {
        var events: [ConversationEvent] = []
        var weight = 0
        let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
        while let row = try rows.next() {
            if let event = try EventRow.event(row) { events.append(event) }
            weight += EventRow.weight(row)
            if events.count >= limit || weight >= Self.sliceBytes { return (events, false) }
        }
        return (events, true)
    }
}
