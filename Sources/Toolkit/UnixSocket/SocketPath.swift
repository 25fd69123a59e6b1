#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A place for a Unix socket that fits a socket address, and the checks that make it safe to trust.
public struct SocketPath: Sendable, Hashable {
    /// What stands at the path.
    public enum Entry: Sendable, Hashable {
        case absent
        case socket
    }

    /// 107 on Linux, 103 on macOS: `sun_path` less its final NUL.
    public static let maximumBytes = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    public let path: String

    /// Throws `pathInvalid` for a relative path and `pathTooLong` for one that does not fit.
    public init(_ path: String) throws(UnixSocketError) {
        guard path.hasPrefix("/"), !path.utf8.contains(0) else { throw UnixSocketError(.pathInvalid, path: path) }
        guard path.utf8.count <= Self.maximumBytes else { throw UnixSocketError(.pathTooLong, path: path) }
        self.path = path
    }

    /// The directory the socket lies in.
    public var directory: String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    /// Throws unless the directory is a real one, belongs to `user` (`nil`: this process), and nobody else may write to
    /// it: whoever can could put another socket in place of this one.
    public func checkDirectory(user: UInt32? = nil) throws(UnixSocketError) {
        guard let status = try Self.status(directory) else { throw UnixSocketError(.noDirectory, path: directory) }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: break
        case S_IFLNK: throw UnixSocketError(.symbolicLink, path: directory)
        default: throw UnixSocketError(.noDirectory, path: directory)
        }
        guard status.st_uid == user ?? geteuid() else { throw UnixSocketError(.notOwned, path: directory) }
        guard status.st_mode & (S_IWGRP | S_IWOTH) == 0 else {
            throw UnixSocketError(.writableByOthers, path: directory)
        }
    }

    /// Says what stands at the path, and throws when it is neither nothing nor a socket of `user`.
    public func checkEntry(user: UInt32? = nil) throws(UnixSocketError) -> Entry {
        guard let status = try Self.status(path) else { return .absent }
        switch status.st_mode & S_IFMT {
        case S_IFSOCK: break
        case S_IFLNK: throw UnixSocketError(.symbolicLink, path: path)
        default: throw UnixSocketError(.notSocket, path: path)
        }
        guard status.st_uid == user ?? geteuid() else { throw UnixSocketError(.notOwned, path: path) }
        return .socket
    }

    /// Hands the path to `body` as a socket address.
    func withAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// `nil` when nothing is there; a link is not followed.
    private static func status(_ path: String) throws(UnixSocketError) -> stat? {
        var status = stat()
        guard lstat(path, &status) != 0 else { return status }
        if errno == ENOENT || errno == ENOTDIR { return nil }
        throw UnixSocketError(.system, path: path, errno: errno)
    }
}
