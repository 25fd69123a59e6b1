/// A command that was looked at, as a list shows it.
package struct CommandRecord: Sendable, Hashable {
    package let time: Timestamp
    package let sessionID: SessionID
    package let provider: ProviderID
    package let outcome: CommandOutcome

    package init(time: Timestamp, sessionID: SessionID, provider: ProviderID, outcome: CommandOutcome) {
        self.time = time
        self.sessionID = sessionID
        self.provider = provider
        self.outcome = outcome
    }
}
