import KatoModel

/// Why a recording cannot go on at the moment. What is due stays due; it is tried again.
package struct RecordingError: DescribedError {
    /// What went wrong, as a stable word.
    package enum Code: String, Sendable, Hashable {
        case diskFull = "disk-full"
        /// The destination is something else now: a folder, a link, another's file.
        case destinationUnsafe = "destination-unsafe"
        /// The policy does not allow it any more.
        case destinationDenied = "destination-denied"
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

    /// What anything that was thrown while working on a file says.
    init(_ error: any Error, path: String?) {
        if let known = error as? RecordingError {
            self = known
            return
        }
        self.init(
            .journal, path.map { "The recording \($0) waits for the journal." } ?? "The journal did not answer.",
            hint: "See the operational log; recording goes on by itself.", cause: error)
    }

    package init(_ kind: Code, _ message: String, hint: String?, cause: (any Error)? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
        self.cause = cause
    }
}
