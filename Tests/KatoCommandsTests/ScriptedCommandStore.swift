import KatoCommands
import KatoModel

/// A store with one conversation, its messages, and what goes wrong when something is stored.
actor ScriptedCommandStore: CommandStore {
    /// There is no space.
    struct Full: DescribedError {
        let code = "disk-full"
        let message = "The disk is full."
        let hint: String? = nil
        let cause: (any Error)? = nil
    }

    /// What was to be stored cannot be.
    struct Unstorable: Error {}

    private var messages: [ConversationEvent]
    /// What the next calls that store something throw; `nil` where they do not.
    private var failures: [(any Error)?]
    private(set) var outcomes: [CommandOutcome] = []
    private(set) var position: Int64 = 0

    init(_ texts: [String], failures: [(any Error)?]) {
        messages = texts.enumerated().map { index, text in
            let id = EventID(high: 1, low: UInt64(index))
            return ConversationEvent(
                id: id, sessionID: StubCommandStore.session.id, sequence: Int64(index + 1), kind: .userMessage,
                content: .text(text), time: Timestamp(milliseconds: 1), turn: 1)
        }
        self.failures = failures
    }

    func createdAt() -> Timestamp { Timestamp(milliseconds: 0) }
    func lastSequence() -> Int64 { messages.last?.sequence ?? 0 }
    func userMessagesAwaitingCommands(limit: Int) -> [ConversationEvent] { messages.filter { $0.sequence > position } }
    func isCopy(_ event: ConversationEvent) -> Bool { false }
    func session(_ id: SessionID) -> Session? { StubCommandStore.session }
    func wasToldWhatToRecord(_ session: SessionID) -> Bool { false }
    func recordingState(of session: SessionID) -> RecordingState { RecordingState() }

    func commit(_ executions: [CommandExecution], of session: SessionID, upTo sequence: Int64?) throws -> [String] {
        try fail()
        outcomes += executions.map(\.outcome)
        if let sequence { position = sequence }
        return []
    }

    func advanceCommands(to sequence: Int64) throws {
        try fail()
        position = max(position, sequence)
    }

    private func fail() throws {
        guard !failures.isEmpty, let failure = failures.removeFirst() else { return }
        throw failure
    }
}
