import FileAccess
import KatoModel

/// Why the daemon could not start.
package struct DaemonError: DescribedError {
    /// What went wrong, as a stable word.
    package enum Code: String, Sendable, Hashable {
        /// Another katod holds this state.
        case alreadyRunning = "already-running"
        /// A folder of kato's own cannot be made or written.
        case stateUnwritable = "state-unwritable"
        /// A file of redaction rules cannot be used.
        case redactionRules = "redaction-rules"
        /// The configuration requires a sandbox that the system does not have.
        case sandboxMissing = "sandbox-missing"
        /// The socket that the service manager handed over is not kato's.
        case socketMismatch = "socket-mismatch"
        /// Standard output does not take what is written.
        case outputUnwritable = "output-unwritable"
        /// The program was called wrongly.
        case usage
    }

    package let kind: Code
    package let message: String
    package let hint: String?
    package let cause: (any Error)?

    package var code: String { kind.rawValue }

    package init(_ kind: Code, _ message: String, hint: String?, cause: (any Error)? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
        self.cause = cause
    }

    /// A folder of kato's own that is missing and cannot be made.
    init(unmakable folder: String, _ error: FileAccessError) {
        self.init(
            .stateUnwritable, "The folder \(folder) cannot be made: \(error.reason).",
            hint: "Check who owns the folder above it, or set KATO_HOME to another place.", cause: error)
    }
}
