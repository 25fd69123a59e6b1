/// The daemon works by this configuration.
package struct ConfigurationApplied: InternalEvent {
    /// SHA-256 of the settings in force, as text.
    package let digest: String
    /// The folders that recordings may go to.
    package let writable: [String]

    package init(digest: String, writable: [String]) {
        self.digest = digest
        self.writable = writable
    }

    package var name: String { "configuration.applied" }
    package var fields: [(String, FieldValue)] {
        [("digest", .string(digest)), ("writable", .string(writable.joined(separator: ":")))]
    }
    package var audit: AuditFields? { AuditFields(.allow, reason: "valid") }
}

/// The configuration file has an older shape and was read as if it had the current one.
package struct ConfigurationMigrated: InternalEvent {
    /// Which keys are called otherwise now.
    package let notes: [String]

    package init(notes: [String]) {
        self.notes = notes
    }

    package var name: String { "configuration.migrated" }
    package var level: EventLevel { .notice }
    package var fields: [(String, FieldValue)] { [("notes", .string(notes.joined(separator: "; ")))] }
}

/// The configuration was read again, and something had changed or it was refused.
package struct ConfigurationReload: InternalEvent {
    package let isAllowed: Bool
    /// A stable word, for example `config-invalid`.
    package let reason: String
    /// What asked for it: a method, a signal, or folders that changed.
    package let asked: String
    /// Settings and folders.
    package let changed: [String]
    /// What only a restart takes in.
    package let waiting: [String]
    /// What is wrong, with file, line and column; empty when nothing is.
    package let detail: String

    package init(
        isAllowed: Bool, reason: String, asked: String, changed: [String], waiting: [String] = [], detail: String = ""
    ) {
        self.waiting = waiting
        self.detail = detail
        self.isAllowed = isAllowed
        self.reason = reason
        self.asked = asked
        self.changed = changed
    }

    package var name: String { "configuration.reload" }
    package var level: EventLevel { .notice }
    package var fields: [(String, FieldValue)] {
        [("asked", .string(asked)), ("changed", .string(changed.joined(separator: ", ")))]
            + (waiting.isEmpty ? [] : [("waiting", .string(waiting.joined(separator: ", ")))])
            + (detail.isEmpty ? [] : [("detail", .string(detail))])
    }
    package var audit: AuditFields? { AuditFields(isAllowed ? .allow : .deny, reason: reason) }
}

/// The daemon restricted itself, as far as the kernel can.
package struct SandboxApplied: InternalEvent {
    /// `enforced`, `partial`, `unavailable` or `off`.
    package let state: String
    /// The kernel's Landlock interface.
    package let landlock: Int
    package let problems: [String]
    /// How long it took.
    package let microseconds: Int64
    package let isComplete: Bool

    package init(state: String, landlock: Int, problems: [String], microseconds: Int64, isComplete: Bool) {
        self.state = state
        self.landlock = landlock
        self.problems = problems
        self.microseconds = microseconds
        self.isComplete = isComplete
    }

    package var name: String { "sandbox.applied" }
    package var level: EventLevel { isComplete ? .info : .warning }
    package var fields: [(String, FieldValue)] {
        [
            ("landlock", .number(landlock)), ("problems", .string(problems.joined(separator: "; "))),
            ("microseconds", .int(microseconds)),
        ]
    }
    package var audit: AuditFields? { AuditFields(.allow, reason: state) }
}
