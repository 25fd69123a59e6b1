/// What a decoder made of one record: an event that has no identity, no place and no turn yet.
package struct EventDraft: Sendable, Hashable {
    package let kind: EventKind
    package let content: EventContent
    package let time: Timestamp?
    /// The model that spoke, where the agent says so.
    package let model: String?
    /// Starts a turn: a real message of the user in the main conversation.
    package let startsTurn: Bool

    package init(
        kind: EventKind, content: EventContent, time: Timestamp?, model: String? = nil, startsTurn: Bool = false
    ) {
        self.kind = kind
        self.content = content
        self.time = time
        self.model = model
        self.startsTurn = startsTurn
    }
}
