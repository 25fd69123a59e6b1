/// Consecutive events of a conversation.
package struct EventSlice: Sendable, Hashable {
    package let events: [ConversationEvent]
    /// Nothing follows in the range that was asked for.
    package let isLast: Bool

    package init(events: [ConversationEvent], isLast: Bool) {
        self.events = events
        self.isLast = isLast
    }
}
