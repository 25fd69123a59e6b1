import KatoCommands
import KatoModel

/// A store with one conversation and no messages, which notes the positions it is given.
actor StubCommandStore: CommandStore {
    private(set) var positions: [Int64] = []
    private let last: Int64

    /// - Parameter last: the highest sequence that the journal holds at first.
    init(last: Int64 = 0) {
        self.last = last
    }

    static let session = Session(
        id: SessionID(rawValue: "66356914-9b95-57b2-ac22-654435e8ea8a"),
        key: SessionKey(provider: ProviderID("claude"), nativeID: "1"), facts: SessionFacts(), startedAt: nil,
        lastEventAt: nil, turns: 0, events: 0, lastSequence: 0)

    func createdAt() -> Timestamp { Timestamp(milliseconds: 0) }
    func lastSequence() -> Int64 { last }
    func userMessagesAwaitingCommands(limit: Int) -> [ConversationEvent] { [] }
    func isCopy(_ event: ConversationEvent) -> Bool { false }
    func session(_ id: SessionID) -> Session? { Self.session }
    func wasToldWhatToRecord(_ session: SessionID) -> Bool { false }
    func recordingState(of session: SessionID) -> RecordingState { RecordingState() }
    func commit(_ executions: [CommandExecution], of session: SessionID, upTo sequence: Int64?) -> [String] { [] }
    func advanceCommands(to sequence: Int64) { positions.append(sequence) }
}
