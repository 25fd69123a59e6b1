import KatoModel

/// Why the journal could not be opened or used.
package struct JournalError: DescribedError {
    /// What went wrong, as a stable word.
    package enum Code: String, Sendable, Hashable {
        /// Written by a newer kato.
        case newer = "journal-newer"
        /// SQLite finds it damaged, or it is no database.
        case damaged = "journal-damaged"
        /// It cannot be created, opened or written.
        case unusable = "journal-unusable"
        /// The disk is full.
        case full = "disk-full"
        /// Something stored cannot be read back.
        case unreadable = "journal-unreadable"
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
}
