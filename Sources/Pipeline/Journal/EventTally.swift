import KatoModel

/// What a batch added to a conversation.
struct EventTally: Sendable {
    /// Whether a message without a command is for the commands stage too.
    let offersAllMessages: Bool
    var events = 0
    var turns = 0
    var lastSequence: Int64 = 0
    var firstTime: Timestamp?
    var lastTime: Timestamp?
    var mayHoldCommands = false

    init(offersAllMessages: Bool) {
        self.offersAllMessages = offersAllMessages
    }

    mutating func count(_ event: ConversationEvent, sequence: Int64) {
        events += 1
        lastSequence = sequence
        guard event.agentID == nil else { return }
        if event.kind == .userMessage {
            turns += 1
            if case .text(let text) = event.content, offersAllMessages || CommandMarker.mayStand(in: text) {
                mayHoldCommands = true
            }
        }
        guard let time = event.time else { return }
        firstTime = min(firstTime ?? time, time)
        lastTime = max(lastTime ?? time, time)
    }
}
