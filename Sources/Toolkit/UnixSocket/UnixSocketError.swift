#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why a Unix socket cannot be used.
public struct UnixSocketError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, in terms a caller can act on.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The path does not fit a socket address.
        case pathTooLong
        /// The path is relative, or holds a NUL byte.
        case pathInvalid
        /// Something other than a socket stands at the path.
        case notSocket
        /// A symbolic link stands at the path or in place of its directory.
        case symbolicLink
        /// The socket's directory does not exist, or is no directory.
        case noDirectory
        /// The socket or its directory belongs to another user.
        case notOwned
        /// Others than the owner may write to the socket's directory.
        case writableByOthers
        /// Nobody listens at the path.
        case notListening
        /// The time allowed ran out.
        case timeout
        /// The other end closed the connection.
        case closed
        /// A line is longer than the caller allows.
        case lineTooLong
        /// The system refused something else; ``UnixSocketError/errno`` says why.
        case system
    }

    public let code: Code
    /// The path concerned; empty where there is none.
    public let path: String
    /// The system's error number; 0 where the system was not asked.
    public let errno: Int32

    public init(_ code: Code, path: String = "", errno: Int32 = 0) {
        self.code = code
        self.path = path
        self.errno = errno
    }

    /// One sentence that says what is wrong.
    public var sentence: String {
        switch code {
        case .pathTooLong: "The socket path is longer than \(SocketPath.maximumBytes) bytes: \(path)."
        case .pathInvalid: "The socket path is not an absolute path: \(path)."
        case .notSocket: "This is not a socket: \(path)."
        case .symbolicLink: "This is a symbolic link: \(path)."
        case .noDirectory: "The socket's directory does not exist: \(path)."
        case .notOwned: "This belongs to another user: \(path)."
        case .writableByOthers: "Other users can write to the socket's directory: \(path)."
        case .notListening: "Nobody listens at \(path)."
        case .timeout: "The other end of the socket did not answer in time."
        case .closed: "The other end closed the socket."
        case .lineTooLong: "The other end sent a line that is too long."
        case .system: "The socket failed\(path.isEmpty ? "" : " at \(path)"): \(String(cString: strerror(errno)))."
        }
    }

    /// The same as ``sentence``.
    public var description: String { sentence }
}
