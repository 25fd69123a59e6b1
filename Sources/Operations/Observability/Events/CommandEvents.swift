package import KatoModel

/// A command in a conversation was judged.
package struct CommandDecided: InternalEvent {
    package let command: String
    package let verdict: CommandOutcome.Verdict
    package let provider: ProviderID
    package let session: SessionID
    /// The destination concerned, where there is one.
    package let path: String?
    /// A stable word.
    package let reason: String
    /// Nanoseconds since 1970; 0 where nothing was carried out.
    package let began: UInt64
    package let ended: UInt64

    package init(
        command: String, verdict: CommandOutcome.Verdict, provider: ProviderID, session: SessionID, path: String?,
        reason: String, began: UInt64 = 0, ended: UInt64 = 0
    ) {
        self.began = began
        self.ended = ended
        self.command = command
        self.verdict = verdict
        self.provider = provider
        self.session = session
        self.path = path
        self.reason = reason
    }

    package var name: String { "command.decided" }
    package var fields: [(String, FieldValue)] {
        present(
            ("command", .string(command)), ("verdict", .string(verdict.rawValue)),
            ("provider", .string(provider.rawValue)), ("session", .string(session.rawValue)),
            ("path", path.map { .string($0) })
        )
    }
    package var metrics: [EventMetric] {
        [
            EventMetric(
                "kato.commands", .counter, unit: "{command}", 1,
                ["kato.command": command, "kato.verdict": verdict.rawValue])
        ]
    }
    package var span: EventSpan? {
        EventSpan(
            "kato.command " + command, .part, began: began, ended: ended, session: session,
            isError: verdict == .failed)
    }
    package var audit: AuditFields? { AuditFields(wasAllowed ? .allow : .deny, reason: reason) }

    /// Whether the policy let it through, also when it could then not be done.
    private var wasAllowed: Bool {
        switch verdict {
        case .applied, .unchanged, .failed: true
        case .denied, .invalid, .historic, .replayed: false
        }
    }
}

/// The policy judged a path that a conversation or a client named.
package struct PathDecided: InternalEvent {
    package let isAllowed: Bool
    /// A stable word, for example `inside-root`.
    package let reason: String
    package let path: String
    /// The allowed root that holds it.
    package let root: String?

    package init(isAllowed: Bool, reason: String, path: String, root: String?) {
        self.isAllowed = isAllowed
        self.reason = reason
        self.path = path
        self.root = root
    }

    package var name: String { "policy.path.decided" }
    package var fields: [(String, FieldValue)] {
        present(("path", .string(path)), ("root", root.map { .string($0) }))
    }
    package var audit: AuditFields? { AuditFields(isAllowed ? .allow : .deny, reason: reason) }
}

/// What a message asked for could not be stored, and was not done.
package struct CommandsNotStored: InternalEvent {
    package let session: SessionID
    package let commands: [String]

    package init(session: SessionID, commands: [String]) {
        self.session = session
        self.commands = commands
    }

    package var name: String { "command.not-stored" }
    package var level: EventLevel { .error }
    package var fields: [(String, FieldValue)] {
        [("session", .string(session.rawValue)), ("commands", .string(commands.joined(separator: ",")))]
    }
}
