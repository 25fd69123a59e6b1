/// Consecutive events of a conversation.
package struct EventSlice: Sendable, Hashable {
    package let events: [ConversationEvent]
    /// Nothing follows in the range that was asked for.
    package let isLast: Bool
    /// What comes just before, in order, as far as a secret that goes on in these events may reach back.
    package let preceding: [ConversationEvent]

    /// How many events back a secret may begin.
    package static let reach = 8

    package init(events: [ConversationEvent], isLast: Bool, preceding: [ConversationEvent]) {
        self.events = events
        self.isLast = isLast
        self.preceding = preceding
    }
}
