import GRDB
package import KatoModel

extension Journal {
    /// Sequences from which on reading may take long.
    static let fewSequences: Int64 = 64

    /// Events of the main conversation in order, from a position on and up to `last` inclusive.
    ///
    /// At most 256 events or the one that passes 1 MiB of text. Raw records are not among them.
    package func recordableEvents(of session: SessionID, from: EventPosition, upTo last: Int64) async throws
        -> EventSlice
    {
        let work: @Sendable (Database) throws -> EventSlice = {
            try EventQuery(db: $0, session: session).recordable(from: from, upTo: last)
        }
        return last - from.sequence < Self.fewSequences ? try await readRecent(work) : try await pool.read(work)
    }

    /// All events of a conversation in order, sub-agents and raw records included.
    ///
    /// - Parameter after: the sequence of the last event of the previous page; 0 for the first.
    package func events(of session: SessionID, after: Int64, limit: Int) async throws -> EventSlice {
        try await pool.read { try EventQuery(db: $0, session: session).all(after: after, limit: limit) }
    }

    /// What a recording shows of a conversation just before `sequence`, in order, as far back as a secret may begin.
    package func recordableEvents(of session: SessionID, before sequence: Int64) async throws -> [ConversationEvent] {
        try await pool.read { try EventQuery(db: $0, session: session).preceding(sequence, onlyRecordable: true) }
    }
}
