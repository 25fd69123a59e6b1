import KatoModel

/// Why it cannot be said where kato's files are.
package struct PathsError: DescribedError {
    /// What went wrong, as a stable word.
    package enum Code: String, Sendable, Hashable {
        /// `KATO_HOME` is not an absolute path.
        case notAbsolute = "kato-home-not-absolute"
        /// A path in the environment is not UTF-8.
        case notText = "path-not-utf8"
        /// Neither `HOME` nor the password database names a home directory.
        case noHome = "no-home-directory"
        /// The socket's path does not fit a socket address.
        case socketPathTooLong = "socket-path-too-long"
    }

    package let kind: Code
    package let message: String
    package let hint: String?
    package let cause: (any Error)?

    package var code: String { kind.rawValue }

    init(_ kind: Code, _ message: String, hint: String) {
        self.kind = kind
        self.message = message
        self.hint = hint
        cause = nil
    }
}
