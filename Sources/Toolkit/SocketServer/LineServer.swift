import NIOCore
import NIOPosix
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Serves a listening Unix socket line by line: a request is a line, an answer is bytes.
///
/// One thread; lines of one connection are answered in order, and the next is read only when the answer was taken. A
/// client that closes its sending side still gets its answers, so `echo … | socat - UNIX-CONNECT:…` works.
public final class LineServer: Sendable {
    /// Answers a line without its end; `nil` sends nothing.
    public typealias Answer = @Sendable (_ line: [UInt8], _ peer: PeerIdentity) async -> [UInt8]?

    private typealias Connection = (NIOAsyncChannel<ByteBuffer, ByteBuffer>, PeerIdentity)

    private let socket: ListeningSocket
    private let limits: ServerLimits
    private let table: ConnectionTable
    private let listener = Mutex<(any Channel)?>(nil)
    private let isStopping = Mutex(false)

    public init(_ socket: ListeningSocket, limits: ServerLimits = ServerLimits()) {
        self.socket = socket
        self.limits = limits
        table = ConnectionTable(limit: limits.connections)
    }

    /// Stops accepting; requests under way are answered, then ``run(authorize:overflow:busy:onReady:answer:)`` ends.
    public func stop() {
        isStopping.withLock { $0 = true }
        listener.withLock { $0?.close(promise: nil) }
        table.stop()
    }

    /// Serves until ``stop()``.
    ///
    /// - Parameters:
    ///   - authorize: asked before a byte is read; false closes the connection.
    ///   - overflow: sent to a client whose line is too long, before it is closed.
    ///   - busy: sent to a client that finds all connections taken, before it is closed.
    ///   - onReady: called once the socket answers.
    public func run(
        authorize: @escaping @Sendable (PeerIdentity) -> Bool, overflow: [UInt8], busy: [UInt8],
        onReady: @Sendable () async -> Void, answer: @escaping Answer
    ) async throws {
        let server = try await listen()
        listener.withLock { $0 = server.channel }
        if isStopping.withLock({ $0 }) { server.channel.close(promise: nil) }
        await onReady()
        try await withThrowingDiscardingTaskGroup { group in
            try await server.executeThenClose { inbound in
                for try await (connection, peer) in inbound {
                    guard authorize(peer) else {
                        connection.channel.close(promise: nil)
                        continue
                    }
                    group.addTask {
                        await self.serve(connection, peer, overflow: overflow, busy: busy, answer: answer)
                    }
                }
            }
        }
    }

    // MARK: - One connection

    private func serve(
        _ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>, _ peer: PeerIdentity, overflow: [UInt8], busy: [UInt8],
        answer: Answer
    ) async {
        let channel = connection.channel
        let isAdmitted = table.admit(channel)
        defer { table.remove(channel) }
        // A client that goes away in the middle is no concern of the others.
        try? await connection.executeThenClose { inbound, outbound in
            guard isAdmitted else { return try await outbound.write(ByteBuffer(bytes: busy)) }
            var pending: [UInt8] = []
            for try await bytes in inbound {
                pending.append(contentsOf: bytes.readableBytesView)
                while let end = pending.firstIndex(of: 0x0A) {
                    let line = Array(pending[..<end])
                    pending.removeFirst(end + 1)
                    table.begin(channel)
                    if let reply = await answer(line, peer) { try await outbound.write(ByteBuffer(bytes: reply)) }
                    guard table.end(channel) else { return }
                }
                if pending.count > limits.lineLength { return try await outbound.write(ByteBuffer(bytes: overflow)) }
            }
            if !pending.isEmpty, let reply = await answer(pending, peer) {
                try await outbound.write(ByteBuffer(bytes: reply))
            }
        }
    }

    // MARK: - Listening

    /// The server has a descriptor of its own, which it closes at its end; the socket goes on.
    private func listen() async throws -> NIOAsyncChannel<Connection, Never> {
        let own = fcntl(socket.descriptor, F_DUPFD_CLOEXEC, 0)
        guard own >= 0 else { throw LineServerError(.system(errno), path: socket.path) }
        do {
            return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .bind(own) { channel in
                    PeerIdentity.of(channel).flatMapThrowing { peer in
                        (
                            try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                                wrappingChannelSynchronously: channel,
                                configuration: .init(isOutboundHalfClosureEnabled: true)), peer
                        )
                    }
                }
        } catch let error as IOError {
            throw LineServerError(.system(error.errnoCode), path: socket.path)
        }
    }
}
