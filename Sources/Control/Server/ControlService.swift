package import KatoObservability
import ServiceLifecycle
package import SocketServer
import StrictJSON

/// Serves the control socket to processes of the same user, and to nobody else.
package struct ControlService: Service {
    private let server: LineServer
    private let dispatcher: ControlDispatcher
    private let emitter: EventEmitter
    private let owner: UInt32
    private let path: String
    private let onReady: @Sendable () -> Void
    private let onStopping: @Sendable () -> Void
    private let onEnd: @Sendable () -> Void

    /// - Parameters:
    ///   - owner: whose processes are answered.
    ///   - onReady: called once the socket answers.
    ///   - onStopping: called before the last requests are answered.
    ///   - onEnd: called when the last request was answered.
    package init(
        socket: ListeningSocket, dispatcher: ControlDispatcher, emitter: EventEmitter, owner: UInt32,
        onReady: @escaping @Sendable () -> Void, onStopping: @escaping @Sendable () -> Void,
        onEnd: @escaping @Sendable () -> Void
    ) {
        server = LineServer(socket)
        path = socket.path
        self.dispatcher = dispatcher
        self.emitter = emitter
        self.owner = owner
        self.onReady = onReady
        self.onStopping = onStopping
        self.onEnd = onEnd
    }

    package func run() async throws {
        defer { onEnd() }
        try await withGracefulShutdownHandler {
            try await server.run(
                LineHandler(
                    authorize: { self.authorize($0) }, connected: { self.connected($0) },
                    overflow: Self.refusal(
                        -32600, "too-long", "The request is longer than 1 MiB.", "Send less at once."),
                    busy: Self.refusal(
                        -32004, "busy", "Too many connections are open, of all programs or of this one.",
                        "Close some, and try again."),
                    ready: { onReady() }, displaced: { self.displaced($0) }))
        } onGracefulShutdown: {
            onStopping()
            server.stop()
        }
    }

    private func connected(_ client: LineClient) -> LineServer.Answer {
        let peer = ControlPeer(uid: client.peer.uid, pid: client.peer.pid, executable: client.peer.executable)
        let connection = ControlConnection(
            peer: peer, follow: { client.follow($0) }, send: { client.send($0) },
            attend: { await client.whileConnected($0) })
        return { await self.dispatcher.answer($0, from: connection) }
    }

    private func authorize(_ peer: PeerIdentity) -> Bool {
        guard peer.uid == owner else {
            emitter.emit(ControlRejected(peerUID: peer.uid, peerPID: peer.pid, reason: "other-user"))
            return false
        }
        return true
    }

    private func displaced(_ error: LineServerError?) {
        emitter.emit(ControlSocketDisplaced(path: path, isRenewed: error == nil))
    }

    /// An answer to a request that was not read.
    private static func refusal(_ code: Int64, _ word: String, _ message: String, _ hint: String) -> [UInt8] {
        let error: JSONValue = [
            "code": .int(code), "message": .string(message), "data": ["code": .string(word), "hint": .string(hint)],
        ]
        return Array((JSONValue.object(["jsonrpc": "2.0", "error": error, "id": nil]).text() + "\n").utf8)
    }
}
