#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What may stand at a socket's path before a server binds it, and after it ended.
enum SocketCleanup {
    /// Removes a socket that nobody answers on. Anything else at the path is left alone.
    static func prepare(_ path: String) throws(LineServerError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK, status.st_uid == geteuid() else {
            throw LineServerError(.occupied, path: path)
        }
        guard !isAnswered(path) else { throw LineServerError(.alreadyServed, path: path) }
        unlink(path)
    }

    /// The inode of what stands at the path; `nil` when nothing does.
    static func inode(_ path: String) -> UInt64? {
        var status = stat()
        return lstat(path, &status) == 0 ? UInt64(status.st_ino) : nil
    }

    /// Removes the socket if it still is the one that was bound.
    static func remove(_ path: String, ifInode inode: UInt64?) {
        if let inode, self.inode(path) == inode { unlink(path) }
    }

    private static func isAnswered(_ path: String) -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}
