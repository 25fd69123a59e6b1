import KatoCommands
import KatoJournal
import KatoModel

/// What the commands ask. Messages are looked at as they were typed: a command is not changed before it is read.
extension RedactedJournal: CommandStore {
    func createdAt() async throws -> Timestamp {
        try await journal.createdAt()
    }

    func lastSequence() async throws -> Int64 {
        try await journal.lastSequence()
    }

    func userMessagesAwaitingCommands(limit: Int) async throws -> [ConversationEvent] {
        try await journal.userMessagesAwaitingCommands(limit: limit)
    }

    func isCopy(_ event: ConversationEvent) async throws -> Bool {
        try await journal.isCopy(event)
    }

    func wasToldWhatToRecord(_ session: SessionID) async throws -> Bool {
        try await journal.wasToldWhatToRecord(session)
    }

    func recordingState(of session: SessionID) async throws -> RecordingState {
        try await journal.recordingState(of: session)
    }

    @discardableResult
    func commit(_ executions: [CommandExecution], of session: SessionID, upTo sequence: Int64?) async throws -> [String]
    {
        try await journal.commit(executions, of: session, upTo: sequence)
    }

    func advanceCommands(to sequence: Int64) async throws {
        try await journal.advanceCommands(to: sequence)
    }
}
