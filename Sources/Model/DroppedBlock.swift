/// A block that is to be put back into a file, and what it is rendered from.
package struct DroppedBlock: Sendable, Hashable {
    /// The block's identity.
    package let id: String
    /// The event it shows; `nil` when the journal does not hold it.
    package let event: ConversationEvent?
    /// The lines of the event's text that belong to it; `nil` for all.
    package let lines: Range<Int>?

    package init(id: String, event: ConversationEvent?, lines: Range<Int>?) {
        self.id = id
        self.event = event
        self.lines = lines
    }
}
