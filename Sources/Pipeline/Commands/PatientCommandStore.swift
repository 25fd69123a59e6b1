import KatoModel
import KatoObservability

/// A store that is never full: what cannot be stored for want of space waits until it can be.
///
/// Every call is one transaction, so what is tried again is done once.
struct PatientCommandStore: CommandStore {
    let base: any CommandStore
    let patience: StorePatience

    func createdAt() async throws -> Timestamp {
        try await patience.run { try await base.createdAt() }
    }

    func lastSequence() async throws -> Int64 {
        try await patience.run { try await base.lastSequence() }
    }

    func userMessagesAwaitingCommands(limit: Int) async throws -> [ConversationEvent] {
        try await patience.run { try await base.userMessagesAwaitingCommands(limit: limit) }
    }

    func isCopy(_ event: ConversationEvent) async throws -> Bool {
        try await patience.run { try await base.isCopy(event) }
    }

    func session(_ id: SessionID) async throws -> Session? {
        try await patience.run { try await base.session(id) }
    }

    func wasToldWhatToRecord(_ session: SessionID) async throws -> Bool {
        try await patience.run { try await base.wasToldWhatToRecord(session) }
    }

    func recordingState(of session: SessionID) async throws -> RecordingState {
        try await patience.run { try await base.recordingState(of: session) }
    }

    func commit(_ executions: [CommandExecution], of session: SessionID, upTo sequence: Int64?) async throws -> [String]
    {
        try await patience.run { try await base.commit(executions, of: session, upTo: sequence) }
    }

    func advanceCommands(to sequence: Int64) async throws {
        try await patience.run { try await base.advanceCommands(to: sequence) }
    }
}
