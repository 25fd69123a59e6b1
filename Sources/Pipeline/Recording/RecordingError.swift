import KatoModel

/// Why a recording cannot go on at the moment. What is due stays due; it is tried again.
package struct RecordingError: DescribedError {
    /// What went wrong, as a stable word.
    package enum Code: String, Sendable, Hashable {
        case diskFull = "disk-full"
        /// The destination is something else now: a folder, a link, another's file.
        case destinationUnsafe = "destination-unsafe"
        /// It cannot be opened or written.
        case destinationUnwritable = "destination-unwritable"
        /// Its file system does not answer.
        case destinationHanging = "destination-hanging"
        /// Somebody keeps writing to it.
        case destinationBusy = "destination-busy"
        /// What looks for secrets cannot work, so nothing leaves.
        case redaction = "redaction"
        /// The journal did not answer.
        case journal = "journal"
    }

    package let kind: Code
    package let message: String
    package let hint: String?
    package let cause: (any Error)?

    package var code: String { kind.rawValue }

    /// The reason for which a recording waits.
    init(_ issue: RecordingIssue) {
        self.init(Code(rawValue: issue.code) ?? .journal, issue.message, hint: issue.hint)
    }

    package init(_ kind: Code, _ message: String, hint: String?, cause: (any Error)? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
        self.cause = cause
    }
}
