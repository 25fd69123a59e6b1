/// What became of a command that a user gave.
package struct CommandOutcome: Sendable, Hashable {
    /// What became of the command.
    package enum Verdict: String, Sendable, Hashable {
        /// Done.
        case applied
        /// Nothing to do: the state was already so.
        case unchanged
        /// Not allowed by policy.
        case denied
        /// Written wrongly; nothing in its message was carried out.
        case invalid
        /// Older than this installation; never carried out.
        case historic
        /// A copy of a message that another conversation holds.
        case replayed
        /// Allowed, but it could not be done.
        case failed
    }

    /// `init`, `record`, `capture`, `export` or `stop`; the word as typed when it is unknown.
    package let command: String
    package let verdict: Verdict
    /// The destination concerned, where there is one.
    package let path: String?
    /// One sentence for the user.
    package let message: String
    /// One sentence: what the user can do, where there is anything.
    package let hint: String?

    package init(command: String, verdict: Verdict, path: String?, message: String, hint: String? = nil) {
        self.command = command
        self.verdict = verdict
        self.path = path
        self.message = message
        self.hint = hint
    }
}
