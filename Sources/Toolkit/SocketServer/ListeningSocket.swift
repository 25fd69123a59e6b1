#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A Unix socket on which clients can connect, whether or not anybody takes their requests yet.
///
/// Held open until the last reference goes, so that it can be given to another process that goes on with it.
public final class ListeningSocket: Sendable {
    public let path: String
    public let descriptor: Int32
    private let inode: UInt64?

    /// Connections that wait at most to be taken.
    private static let backlog: Int32 = 128

    /// Makes the socket, for its owner alone; takes the place of one that nobody answers on.
    ///
    /// To be called while the process has one thread: the umask is everybody's.
    public init(path: String) throws(LineServerError) {
        try SocketCleanup.prepare(path)
        guard let address = Self.address(path) else { throw LineServerError(.system(ENAMETOOLONG), path: path) }
        let opened = Self.make()
        guard opened >= 0 else { throw LineServerError(.system(errno), path: path) }
        // The socket is never reachable for others, not even between bind and chmod.
        let mask = umask(0o177)
        defer { umask(mask) }
        let isBound = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(opened, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        guard isBound, listen(opened, Self.backlog) == 0 else {
            let reason = errno
            close(opened)
            throw LineServerError(.system(reason), path: path)
        }
        self.path = path
        descriptor = opened
        inode = SocketCleanup.inode(path)
    }

    /// Goes on with a socket that another process made at `path`.
    public init(path: String, adopting descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
        inode = SocketCleanup.inode(path)
    }

    deinit {
        close(descriptor)
    }

    /// Removes the socket from its folder, if it still is this one, so that nobody new finds it.
    public func withdraw() {
        SocketCleanup.remove(path, ifInode: inode)
    }

    private static func make() -> Int32 {
        #if canImport(Glibc)
            let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
            return socket(AF_UNIX, type, 0)
        #else
            let opened = socket(AF_UNIX, SOCK_STREAM, 0)
            _ = fcntl(opened, F_SETFD, FD_CLOEXEC)
            _ = fcntl(opened, F_SETFL, O_NONBLOCK)
            return opened
        #endif
    }

    private static func address(_ path: String) -> sockaddr_un? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return address
    }
}
