import KatoModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why a line could not be written to a log.
package struct ObservabilityError: DescribedError {
    package let code: String
    package let message: String
    package let hint: String?
    package let cause: (any Error)?
    /// Whether it goes away when somebody frees space.
    package let mayPass: Bool

    init(code: String, message: String, hint: String?, cause: (any Error)? = nil, mayPass: Bool = false) {
        self.mayPass = mayPass
        self.code = code
        self.message = message
        self.hint = hint
        self.cause = cause
    }

    /// A system call failed.
    static func unwritable(_ path: String, _ action: String, errno code: CInt) -> ObservabilityError {
        ObservabilityError(
            code: "log-unwritable",
            message: "The log \(path) could not be \(action): \(SystemText.of(code)).",
            hint: "Make sure that its folder exists, is yours and has free space.",
            mayPass: [ENOSPC, EDQUOT, EIO, EROFS].contains(code))
    }

    /// The end of the audit log holds no line that its own hash confirms.
    static func damaged(_ path: String) -> ObservabilityError {
        ObservabilityError(
            code: "audit-damaged",
            message: "The last \(AuditLog.tailLimit >> 20) MiB of the audit log \(path) hold no intact line.",
            hint: "Move the file away to keep it, then start again.")
    }

    /// The caller asked for an audit line about something that decided nothing.
    static func undecided(_ event: String) -> ObservabilityError {
        ObservabilityError(
            code: "audit-undecided", message: "The event \(event) carries no decision to audit.", hint: nil)
    }
}
