import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A Unix socket on which clients can connect, whether or not anybody takes their requests yet.
///
/// Held open until the last reference goes, so that it can be given to another process that goes on with it. Who made
/// it may be this process, the one before it, or the service manager.
public final class ListeningSocket: Sendable {
    public let path: String
    /// Whether the service manager made the socket, who also removes it.
    public let isActivated: Bool
    private let current: Mutex<Int32>
    private let inode: Mutex<UInt64?>

    /// Connections that wait at most to be taken.
    private static let backlog: Int32 = 128
    /// Two at once would each take the other's umask for the one to go back to.
    private static let maskTurn = Mutex<Void>(())

    /// Makes the socket, for its owner alone; takes the place of one that nobody answers on.
    ///
    /// To be called while the process has one thread: the umask is everybody's.
    public init(path: String) throws(LineServerError) {
        try SocketCleanup.prepare(path)
        self.path = path
        isActivated = false
        current = Mutex(try Self.bind(path))
        inode = Mutex(SocketCleanup.inode(path))
    }

    /// Goes on with a socket that another process made at `path`.
    public init(path: String, adopting descriptor: Int32) {
        self.path = path
        isActivated = false
        current = Mutex(descriptor)
        inode = Mutex(SocketCleanup.inode(path))
    }

    /// Takes a socket that the service manager opened. Throws unless it listens at `path`.
    public init(path: String, activated descriptor: Int32) throws(LineServerError) {
        guard Self.isListening(descriptor, at: path) else { throw LineServerError(.notAdoptable, path: path) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        self.path = path
        isActivated = true
        current = Mutex(descriptor)
        inode = Mutex(SocketCleanup.inode(path))
    }

    deinit {
        current.withLock { descriptor in
            if descriptor >= 0 { close(descriptor) }
        }
    }

    public var descriptor: Int32 { current.withLock { $0 } }

    /// Whether the path still leads to this socket.
    public var isInPlace: Bool { inode.withLock { $0 != nil && SocketCleanup.inode(path) == $0 } }

    /// Puts a new socket where the old one is gone. Throws when something else stands there, or the socket is not ours
    /// to make.
    public func renew() throws(LineServerError) {
        guard !isActivated else { throw LineServerError(.occupied, path: path) }
        try SocketCleanup.prepare(path)
        let fresh = try Self.bind(path)
        current.withLock { old in
            close(old)
            old = fresh
        }
        inode.withLock { $0 = SocketCleanup.inode(path) }
    }

    /// Removes the socket from its folder, if it still is this one, so that nobody new finds it.
    public func withdraw() {
        if !isActivated { inode.withLock { SocketCleanup.remove(path, ifInode: $0) } }
    }

    /// A descriptor of the same socket, which the caller closes.
    func duplicate() throws(LineServerError) -> Int32 {
        let copy = current.withLock { fcntl($0, F_DUPFD_CLOEXEC, 3) }
        guard copy >= 0 else { throw LineServerError(.system(errno), path: path) }
        return copy
    }

    // MARK: - System

    private static func bind(_ path: String) throws(LineServerError) -> Int32 {
        guard let address = address(path) else { throw LineServerError(.system(ENAMETOOLONG), path: path) }
        let made = make()
        guard made >= 0 else { throw LineServerError(.system(errno), path: path) }
        // The socket is never reachable for others, not even between bind and chmod.
        let (status, code) = maskTurn.withLock { _ in
            let mask = umask(0o177)
            defer { umask(mask) }
            let status = withUnsafePointer(to: address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    systemBind(made, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            return (status, errno)
        }
        guard status == 0, listen(made, backlog) == 0 else {
            let failure = status == 0 ? errno : code
            close(made)
            throw LineServerError(.system(failure), path: path)
        }
        return made
    }

    private static func isListening(_ descriptor: Int32, at path: String) -> Bool {
        var accepts: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &accepts, &length) == 0, accepts == 1 else {
            return false
        }
        var address = sockaddr_un()
        length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard status == 0, address.sun_family == sa_family_t(AF_UNIX) else { return false }
        return withUnsafeBytes(of: &address.sun_path) { name in
            name.prefix { $0 != 0 }.elementsEqual(path.utf8)
        }
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

/// `bind(2)` under a name that the method of the same name does not shadow.
private func systemBind(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
    bind(descriptor, address, length)
}
