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

    /// The same after its file went to another name of the folder, because the one that was asked for is not kato's to
    /// replace.
    package func diverted(to newPath: String) -> CommandOutcome {
        guard let path, let old = Self.name(path), let new = Self.name(newPath), old != new else { return self }
        var message = message
        // The sentence may have the path cut or spelled with a tilde; its last name is the same.
        if let place = message.ranges(of: old).last { message.replaceSubrange(place, with: new) }
        return CommandOutcome(
            command: command, verdict: verdict, path: newPath, message: message,
            hint: "\(old) was left as it is. Move it away and repeat the command to have that name.")
    }

    private static func name(_ path: String) -> Substring? {
        path.split(separator: "/").last
    }
}
