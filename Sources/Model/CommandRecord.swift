/// A command that was looked at, as a list shows it.
package struct CommandRecord: Sendable, Hashable {
    package let time: Timestamp
    package let sessionID: SessionID
    package let provider: ProviderID
    /// It stands in a message; otherwise it came over the control socket.
    package let isTyped: Bool
    package let outcome: CommandOutcome

    package init(
        time: Timestamp, sessionID: SessionID, provider: ProviderID, isTyped: Bool, outcome: CommandOutcome
    ) {
        self.time = time
        self.sessionID = sessionID
        self.provider = provider
        self.isTyped = isTyped
        self.outcome = outcome
    }
}
