package import KatoModel

/// What became of a ``CommandRequest``.
package struct CommandReply: Sendable {
    package let outcome: CommandOutcome
    /// The recording it started, ended or made; `nil` when none.
    package let recordingID: String?

    package init(outcome: CommandOutcome, recordingID: String?) {
        self.outcome = outcome
        self.recordingID = recordingID
    }
}
