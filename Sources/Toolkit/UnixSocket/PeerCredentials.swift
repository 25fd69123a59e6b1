import CLinuxShims

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Who is at the other end of a connected Unix socket, as the kernel noted it when the connection was made.
public struct PeerCredentials: Sendable, Hashable {
    /// The process; 0 where the system does not tell.
    public let pid: Int32
    public let uid: UInt32
    public let gid: UInt32

    public init(pid: Int32, uid: UInt32, gid: UInt32) {
        self.pid = pid
        self.uid = uid
        self.gid = gid
    }

    /// Asks the kernel about the connection behind `descriptor`, which stays the caller's.
    public static func of(descriptor: Int32) throws(UnixSocketError) -> PeerCredentials {
        var pid: Int32 = 0
        var uid: UInt32 = 0
        var gid: UInt32 = 0
        guard shim_peer_credentials(descriptor, &pid, &uid, &gid) == 0 else {
            throw UnixSocketError(.system, errno: errno)
        }
        return PeerCredentials(pid: pid, uid: uid, gid: gid)
    }
}
