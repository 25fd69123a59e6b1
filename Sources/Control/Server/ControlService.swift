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
                authorize: { self.authorize($0) }, overflow: Self.refusal("The request is longer than 1 MiB."),
                busy: Self.refusal("Too many connections are open; try again."), onReady: { onReady() },
                answer: { line, peer in
                    await self.dispatcher.answer(line, from: ControlPeer(uid: peer.uid, pid: peer.pid))
                })
        } onGracefulShutdown: {
            onStopping()
            server.stop()
        }
    }

    private func authorize(_ peer: PeerIdentity) -> Bool {
        guard peer.uid == owner else {
            emitter.emit(ControlRejected(peerUID: peer.uid, peerPID: peer.pid, reason: "other-user"))
            return false
        }
        return true
    }

    /// An answer to a request that was not read.
    private static func refusal(_ message: String) -> [UInt8] {
        let error: JSONValue = ["code": -32600, "message": .string(message)]
        return Array((JSONValue.object(["jsonrpc": "2.0", "error": error, "id": nil]).text() + "\n").utf8)
    }
}
