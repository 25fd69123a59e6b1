/// A command with what became of it and what it changes, ready to be stored in one transaction.
package struct CommandExecution: Sendable, Hashable {
    /// Where the command stands; `nil` when it came over the control socket.
    package let position: EventPosition?
    package let outcome: CommandOutcome
    package let changes: [RecordingChange]

    package init(position: EventPosition?, outcome: CommandOutcome, changes: [RecordingChange]) {
        self.position = position
        self.outcome = outcome
        self.changes = changes
    }
}
