import GRDB
package import KatoModel

extension Journal {
    /// Events that one slice carries at most.
    private static let sliceEvents = 256
    /// Bytes of text after which a slice ends: 1 MiB, what one write or one answer should weigh.
    private static let sliceBytes = 1 << 20

    /// Events of the main conversation in order, from a position on and up to `last` inclusive.
    ///
    /// At most 256 events or the one that passes 1 MiB of text. Raw records are not among them.
    package func recordableEvents(of session: SessionID, from: EventPosition, upTo last: Int64) async throws
        -> EventSlice
    {
        try await slice(
            """
            \(EventRow.select) WHERE e.session = (SELECT id FROM sessions WHERE uuid = ?)
                AND e.seq BETWEEN ? AND ? AND e.agent IS NULL AND e.kind <> 'provider.raw'
            ORDER BY e.seq
            """,
            [session.rawValue, from.sequence, last], limit: Self.sliceEvents, isRecent: last - from.sequence < 64)
    }

    /// All events of a conversation in order, sub-agents and raw records included.
    ///
    /// - Parameter after: the sequence of the last event of the previous page; 0 for the first.
    package func events(of session: SessionID, after: Int64, limit: Int) async throws -> EventSlice {
        try await slice(
            """
            \(EventRow.select) WHERE e.session = (SELECT id FROM sessions WHERE uuid = ?) AND e.seq > ?
            ORDER BY e.seq
            """,
            [session.rawValue, after], limit: limit)
    }

    /// The last events before `sequence`, in order: those a recording shows, or all of them.
    package func events(of session: SessionID, before sequence: Int64, limit: Int, onlyRecordable: Bool) async throws
        -> [ConversationEvent]
    {
        let filter = onlyRecordable ? "AND e.agent IS NULL AND e.kind <> 'provider.raw'" : ""
        let slice = try await slice(
            """
            \(EventRow.select) WHERE e.session = (SELECT id FROM sessions WHERE uuid = ?) AND e.seq < ? \(filter)
            ORDER BY e.seq DESC
            """,
            [session.rawValue, sequence], limit: limit, isRecent: limit < 64)
        return slice.events.reversed()
    }

    private func slice(_ sql: String, _ arguments: StatementArguments, limit: Int, isRecent: Bool = false) async throws
        -> EventSlice
    {
        let work: @Sendable (Database) throws -> EventSlice = { db in
            var events: [ConversationEvent] = []
            var weight = 0
            let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
            while let row = try rows.next() {
                if let event = try EventRow.event(row) { events.append(event) }
                weight += EventRow.weight(row)
                if events.count >= limit || weight >= Self.sliceBytes {
                    return EventSlice(events: events, isLast: false)
                }
            }
            return EventSlice(events: events, isLast: true)
        }
        return isRecent ? try await readRecent(work) : try await pool.read(work)
    }
}
