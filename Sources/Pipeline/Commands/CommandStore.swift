package import KatoModel

/// Where commands are found and their effects are kept. The journal is one.
package protocol CommandStore: Sendable {
    /// When this state was created: commands older than this are history.
    func createdAt() async throws -> Timestamp

    /// The highest sequence in the journal.
    func lastSequence() async throws -> Int64

    /// Messages of the user in main conversations that were not looked at yet, in order.
    func userMessagesAwaitingCommands(limit: Int) async throws -> [ConversationEvent]

    /// True when another conversation held the same message first.
    func isCopy(_ event: ConversationEvent) async throws -> Bool

    func session(_ id: SessionID) async throws -> Session?

    /// Whether it was said already what of this conversation is recorded: by a command that was carried out, or by
    /// recording by itself, also where that was denied.
    func wasToldWhatToRecord(_ session: SessionID) async throws -> Bool

    func recordingState(of session: SessionID) async throws -> RecordingState

    /// Stores commands with everything they change, and that everything up to `sequence` was looked at, in one
    /// transaction.
    ///
    /// - Returns: the recordings concerned, in the order of the changes.
    @discardableResult
    func commit(
        _ executions: [CommandExecution], of session: SessionID, upTo sequence: Int64?
    ) async throws -> [String]

    /// Everything up to `sequence` was looked at and held no command.
    func advanceCommands(to sequence: Int64) async throws
}
