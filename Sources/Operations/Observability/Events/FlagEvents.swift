/// The flag service answers again or does not any more, or says something else than before.
package struct FlagServiceTold: InternalEvent {
    /// `ready`, `stale`, `error` or `changed`.
    package let what: String
    /// The flags that have other values.
    package let flags: [String]
    /// Why it does not answer.
    package let reason: String?

    package init(what: String, flags: [String] = [], reason: String? = nil) {
        self.what = what
        self.flags = flags
        self.reason = reason
    }

    package var name: String { "flags.service" }
    package var level: EventLevel { reason == nil ? .notice : .warning }
    package var fields: [(String, FieldValue)] {
        present(
            ("what", .string(what)), ("flags", flags.isEmpty ? nil : .string(flags.joined(separator: ", "))),
            ("reason", reason.map(FieldValue.string)))
    }
}
