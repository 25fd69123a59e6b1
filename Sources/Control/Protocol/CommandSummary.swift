package import KatoModel
package import StrictJSON

/// A command somebody gave, and what became of it.
package struct CommandSummary: WireValue {
    package let time: Timestamp
    /// `init`, `record`, `capture`, `export` or `stop`.
    package let command: String
    /// A ``CommandOutcome/Verdict``; a newer daemon may have more of them.
    package let verdict: String
    /// `chat` when it was typed in the conversation, `control` when a client of the socket asked for it.
    package let origin: String
    /// The destination concerned.
    package let path: String?
    /// One sentence for the user.
    package let message: String
    /// One sentence: what the user can do.
    package let hint: String?
    /// kato's id of the conversation.
    package let session: String
    package let provider: String

    package init(
        time: Timestamp, command: String, verdict: String, origin: String, path: String? = nil, message: String,
        hint: String? = nil,
        session: String, provider: String
    ) {
        self.time = time
        self.command = command
        self.verdict = verdict
        self.origin = origin
        self.path = path
        self.message = message
        self.hint = hint
        self.session = session
        self.provider = provider
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The command")
        time = try reader.time("time")
        command = try reader.string("command")
        verdict = try reader.string("verdict")
        origin = try reader.optionalString("origin") ?? "chat"
        path = try reader.optionalString("path")
        message = try reader.string("message")
        hint = try reader.optionalString("hint")
        session = try reader.string("session")
        provider = try reader.string("provider")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "time": .time(time),
            "command": .string(command),
            "verdict": .string(verdict),
            "origin": .string(origin),
            "path": .text(path),
            "message": .string(message),
            "hint": .text(hint),
            "session": .string(session),
            "provider": .string(provider),
        ]
    }
}
