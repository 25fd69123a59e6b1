/// What a decoder made of one record: an event that has no identity, no place and no turn yet.
package struct EventDraft: Sendable, Hashable {
    package let kind: EventKind
    package let content: EventContent
    package let time: Timestamp?
    /// The model that spoke, where the agent says so.
    package let model: String?
    /// Starts a turn: a real message of the user in the main conversation.
    package let startsTurn: Bool
    /// What the event is called within its conversation, where more than one record can hold it: a message that an
    /// agent writes again whenever a part is added. It is taken once, whichever record it comes from; when its text
    /// has grown, the rest is taken too. `nil` when the record alone names it.
    package let name: String?

    package init(
        kind: EventKind, content: EventContent, time: Timestamp?, model: String? = nil, startsTurn: Bool = false,
        name: String? = nil
    ) {
        self.kind = kind
        self.content = content
        self.time = time
        self.model = model
        self.startsTurn = startsTurn
        self.name = name
    }
}
