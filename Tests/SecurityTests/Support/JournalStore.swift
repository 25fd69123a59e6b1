import KatoCommands
import KatoJournal
import KatoModel

/// The journal as the command stage sees it, as the daemon joins them.
struct JournalStore: CommandStore {
    let journal: Journal

    func createdAt() async throws -> Timestamp { try await journal.createdAt() }
    func lastSequence() async throws -> Int64 { try await journal.lastSequence() }
    func userMessagesAwaitingCommands(limit: Int) async throws -> [ConversationEvent] {
        try await journal.userMessagesAwaitingCommands(limit: limit)
    }
    func isCopy(_ event: ConversationEvent) async throws -> Bool { try await journal.isCopy(event) }
    func session(_ id: SessionID) async throws -> Session? { try await journal.session(id) }
    func wasToldWhatToRecord(_ session: SessionID) async throws -> Bool {
        try await journal.wasToldWhatToRecord(session)
    }
    func recordingState(of session: SessionID) async throws -> RecordingState {
        try await journal.recordingState(of: session)
    }
    func commit(_ executions: [CommandExecution], of session: SessionID, upTo sequence: Int64?) async throws -> [String]
    {
        try await journal.commit(executions, of: session, upTo: sequence)
    }
    func advanceCommands(to sequence: Int64) async throws { try await journal.advanceCommands(to: sequence) }
}
