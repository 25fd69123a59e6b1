import CLinuxShims
import NIOCore

/// The process at the other end of a connection, as the kernel names it.
public struct PeerIdentity: Sendable, Hashable {
    public let pid: Int32
    public let uid: UInt32
    public let gid: UInt32
    /// The path of the program it ran when it connected; in a sandbox, which hides paths, the name the process gives
    /// itself; `nil` where the system cannot say.
    public let executable: String?

    public init(pid: Int32, uid: UInt32, gid: UInt32, executable: String? = nil) {
        self.pid = pid
        self.uid = uid
        self.gid = gid
        self.executable = executable
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
        #if os(Linux)
            return credentials.flatMap { known in
                let handle: EventLoopFuture<Int32> = provider.unsafeGetSocketOption(
                    level: .socket, name: .init(rawValue: 77))  // SO_PEERPIDFD, Linux 6.5
                return handle.map { PeerIdentity(known, handle: $0) }
                    .recover { _ in PeerIdentity(pid: known.pid, uid: known.uid, gid: known.gid) }
            }
        #else
            return credentials.map { PeerIdentity(pid: $0.pid, uid: $0.uid, gid: $0.gid) }
        #endif
    }

    /// With the program behind a descriptor of the process, which is closed. Its number may belong to another process
    /// by now; the descriptor tells.
    private init(_ known: Credentials, handle: Int32) {
        var name = [CChar](repeating: 0, count: 4096)
        let length = shim_process_executable(handle, known.pid, &name, name.count)
        self.init(
            pid: known.pid, uid: known.uid, gid: known.gid,
            executable: length > 0
                ? String(decoding: name.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil)
    }
}
