/// What is known of a request's tokens after a batch that told more of them than was known before.
package struct CountedUsage: Sendable, Hashable {
    /// As far as it was told by now.
    package let usage: TokenUsage
    /// What of it was not counted before.
    package let added: TokenTotals
    /// The events of the records that told it.
    package let events: [EventID]

    package init(usage: TokenUsage, added: TokenTotals, events: [EventID] = []) {
        self.usage = usage
        self.added = added
        self.events = events
    }
}
