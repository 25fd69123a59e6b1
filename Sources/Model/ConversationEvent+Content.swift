extension ConversationEvent {
    /// The same event, saying something else.
    package func with(_ content: EventContent) -> ConversationEvent {
        ConversationEvent(
            id: id, sessionID: sessionID, sequence: sequence, kind: kind, content: content, time: time, model: model,
            turn: turn, nativeID: nativeID, agentID: agentID)
    }
}
