#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file operation that the system refused, with the system's own reason.
public struct FileAccessError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was tried, as a verb: `open`, `write`, `sync`.
    public let operation: String
    /// The path as far as it is known; for messages, never for a second try.
    public let path: String
    /// The system's error number.
    public let errno: Int32

    public init(operation: String, path: String, errno: Int32) {
        self.operation = operation
        self.path = path
        self.errno = errno
    }

    /// The error that the last system call of this thread left behind.
    public static func last(_ operation: String, _ path: String) -> FileAccessError {
        #if canImport(Glibc)
            FileAccessError(operation: operation, path: path, errno: Glibc.errno)
        #else
            FileAccessError(operation: operation, path: path, errno: Darwin.errno)
        #endif
    }

    /// Nothing is there.
    public var isNotFound: Bool { errno == ENOENT || errno == ENOTDIR }
    /// The name is taken.
    public var exists: Bool { errno == EEXIST }
    /// The disk or a quota is full: worth trying again later.
    public var isNoSpace: Bool { errno == ENOSPC || errno == EDQUOT }
    /// The system does not know this call; a portable path may work.
    public var isUnsupported: Bool { errno == ENOSYS || errno == EINVAL || errno == ENOTSUP }
    /// A link stands in the way.
    public var isLink: Bool { errno == ELOOP }
    /// Another file system is mounted in the way.
    public var isMountPoint: Bool { errno == EXDEV }
    /// The path leaves its root, or would: through a link or a mount.
    public var isEscape: Bool { isLink || isMountPoint }
    /// The folder at the path is not the one that is held.
    public var isReplaced: Bool { errno == ESTALE }
    /// A folder, a FIFO, a socket or a device stands at the name.
    public var isNotRegular: Bool { errno == EINVAL || errno == EISDIR || errno == ENXIO || errno == ENODEV }
    /// The folder holds settings of the system, not files.
    public var isNotForFiles: Bool { errno == EOPNOTSUPP }

    /// The file system did not answer in time. What was asked of it may still happen.
    public var isHanging: Bool { errno == ETIMEDOUT }

    static func hanging(_ operation: String, _ path: String) -> FileAccessError {
        FileAccessError(operation: operation, path: path, errno: ETIMEDOUT)
    }

    /// The system's sentence for the reason.
    public var reason: String {
        isHanging ? "its file system does not answer" : String(cString: strerror(errno))
    }

    public var description: String { "cannot \(operation) \(path): \(reason)" }
}
