/// One record with its identity and its events.
package struct NormalizedRecord: Sendable {
    /// Identity within all conversations; the same whenever the record is read again.
    package let key: EventID
    /// Digest of the record's bytes: tells a re-reading from another record of the same name.
    package let digest: EventID
    /// The record's bytes in the batch's buffer.
    package let bytes: Range<Int>
    package let events: [ConversationEvent]
    /// Other records may hold the same events, and more of them: each is known by its own id.
    package let isRevision: Bool
    /// What the answer that it belongs to cost.
    package let usage: TokenUsage?

    package init(
        key: EventID, digest: EventID, bytes: Range<Int>, events: [ConversationEvent], isRevision: Bool = false,
        usage: TokenUsage? = nil
    ) {
        self.key = key
        self.digest = digest
        self.bytes = bytes
        self.events = events
        self.isRevision = isRevision
        self.usage = usage
    }
}
