/// One thing that happened in a conversation, in canonical form.
///
/// Events of a conversation are ordered by ``sequence``, which is the order in which the journal took them (the
/// order of the agent's file). Times are the agent's own; they may run backwards and are never sorted by.
package struct ConversationEvent: Sendable, Hashable {
    package let id: EventID
    /// kato's id of the conversation.
    package let sessionID: SessionID
    /// The journal's commit order; grows over all conversations. Zero before the journal has taken the event.
    package var sequence: Int64
    package let kind: EventKind
    package let content: EventContent
    package let time: Timestamp?
    package let model: String?
    /// Counts the user's messages: 1 from the first on, 0 before it.
    package let turn: Int
    /// The agent's own id for the record, where it has one. The same in a forked copy of the conversation.
    package let nativeID: String?
    /// The sub-agent that this belongs to; `nil` in the main conversation.
    package let agentID: String?

    package init(
        id: EventID, sessionID: SessionID, sequence: Int64 = 0, kind: EventKind, content: EventContent,
        time: Timestamp?, model: String? = nil, turn: Int, nativeID: String? = nil, agentID: String? = nil
    ) {
        self.id = id
        self.sessionID = sessionID
        self.sequence = sequence
        self.kind = kind
        self.content = content
        self.time = time
        self.model = model
        self.turn = turn
        self.nativeID = nativeID
        self.agentID = agentID
    }

    /// The event's text where it is plain text, otherwise `nil`.
    package var text: String? {
        switch content {
        case .text(let text): text
        case .info(_, let text): text
        case .toolResult(_, let text, _): text
        default: nil
        }
    }
}
