package import KatoModel

extension CommandSummary {
    /// The record as the wire shows it.
    package init(_ record: CommandRecord) {
        self.init(
            time: record.time, command: record.outcome.command, verdict: record.outcome.verdict.rawValue,
            origin: record.isTyped ? "chat" : "control", path: record.outcome.path, message: record.outcome.message,
            hint: record.outcome.hint,
            session: record.sessionID.rawValue, provider: record.provider.rawValue)
    }
}
