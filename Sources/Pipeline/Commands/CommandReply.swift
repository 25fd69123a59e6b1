package import KatoModel

/// What became of a ``CommandRequest``.
package struct CommandReply: Sendable {
    package let outcome: CommandOutcome
    /// What the user can do when it was not carried out.
    package let hint: String?
    /// The recording it started, ended or made; `nil` when none.
    package let recordingID: String?

    package init(outcome: CommandOutcome, hint: String?, recordingID: String?) {
        self.outcome = outcome
        self.hint = hint
        self.recordingID = recordingID
    }
}
