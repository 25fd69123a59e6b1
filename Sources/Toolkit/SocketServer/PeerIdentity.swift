import NIOCore

/// The process at the other end of a connection, as the kernel names it.
public struct PeerIdentity: Sendable, Hashable {
    public let pid: Int32
    public let uid: UInt32
    public let gid: UInt32

    public init(pid: Int32, uid: UInt32, gid: UInt32) {
        self.pid = pid
        self.uid = uid
        self.gid = gid
    }

    /// The system's own layout of SO_PEERCRED on Linux.
    private struct Credentials: Sendable {
        var pid: Int32
        var uid: UInt32
        var gid: UInt32
    }

    /// Asks the kernel about an accepted connection.
    static func of(_ channel: any Channel) -> EventLoopFuture<PeerIdentity> {
        guard let provider = channel as? any SocketOptionProvider else {
            return channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
        }
        #if os(Linux)
            let option: NIOBSDSocket.Option = .init(rawValue: 17)  // SO_PEERCRED
        #else
            let option: NIOBSDSocket.Option = .init(rawValue: 1)  // LOCAL_PEERCRED
        #endif
        let credentials: EventLoopFuture<Credentials> = provider.unsafeGetSocketOption(
            level: .socket, name: option)
        return credentials.map { PeerIdentity(pid: $0.pid, uid: $0.uid, gid: $0.gid) }
    }
}
