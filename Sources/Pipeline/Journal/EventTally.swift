import KatoModel

/// What a batch added to a conversation.
struct EventTally: Sendable {
    var events = 0
    var turns = 0
    var lastSequence: Int64 = 0
    var firstTime: Timestamp?
    var lastTime: Timestamp?
    var mayHoldCommands = false

    mutating func count(_ event: ConversationEvent, sequence: Int64) {
        events += 1
        lastSequence = sequence
        guard event.agentID == nil else { return }
        if event.kind == .userMessage {
            turns += 1
            if case .text(let text) = event.content, CommandMarker.mayStand(in: text) { mayHoldCommands = true }
        }
        guard let time = event.time else { return }
        firstTime = min(firstTime ?? time, time)
        lastTime = max(lastTime ?? time, time)
    }
}
