import JSONRPC
import NIOCore
import NIOPosix
import Synchronization
import TaskLoop

/// Serves a Unix socket line by line: a request is a line, an answer is bytes.
///
/// One thread; lines of one connection are answered in order, and the next is read only when the answer was taken. A
/// client that closes its sending side still gets its answers, so `echo … | socat - UNIX-CONNECT:…` works.
public final class LineServer: Sendable {
    /// Answers a line without its end; `nil` sends nothing.
    ///
    /// A short line's answer begins on the one thread that serves all clients. What takes longer than a moment belongs
    /// elsewhere: `apart`.
    public typealias Answer = @Sendable (_ line: [UInt8]) async -> [UInt8]?

    /// Bytes of a line up to which reading it delays nobody.
    private static let shortLine = 4096

    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    private let listening: ListeningSocket
    private let limits: ServerLimits
    private let table: ConnectionTable
    private let listener = Mutex<(any Channel)?>(nil)
    private let isStopping = Mutex(false)
    private let checkInterval: Duration
    /// One thread for the listener and all clients: requests are small, and idle threads cost memory.
    private let loop = TaskLoop()

    /// - Parameter checkInterval: how often the server looks whether the path still leads to its socket.
    public init(
        _ listening: ListeningSocket, limits: ServerLimits = ServerLimits(), checkInterval: Duration = .seconds(60)
    ) {
        self.listening = listening
        self.limits = limits
        self.checkInterval = checkInterval
        table = ConnectionTable(limits: limits)
    }

    /// Stops accepting; requests under way are answered, then ``run(_:)`` ends. The socket stays open.
    public func stop() {
        isStopping.withLock { $0 = true }
        listener.withLock { $0?.close(promise: nil) }
        table.stop()
    }

    /// Serves until ``stop()``.
    public func run(_ handler: LineHandler) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.accept(handler) }
            group.addTask { await self.watchPlace(handler) }
            // The watch has no end of its own.
            _ = try await group.next()
            group.cancelAll()
        }
    }

    /// What was accepted is served, also when the listener is closed right after: a client that got in gets an answer.
    private func accept(_ handler: LineHandler) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            var isFirst = true
            repeat {
                let (accepted, arrivals) = AsyncStream.makeStream(of: Connection.self)
                let server = try await open(arrivals)
                listener.withLock { $0 = server }
                if isStopping.withLock({ $0 }) { server.close(promise: nil) }
                if isFirst { await handler.ready() }
                isFirst = false
                for await connection in accepted {
                    group.addTask(executorPreference: loop) { await self.serve(connection, handler) }
                }
            } while !isStopping.withLock { $0 }
        }
    }

    /// A socket whose name is gone answers nobody; it is made again. Where that is not possible, somebody is told.
    private func watchPlace(_ handler: LineHandler) async {
        while (try? await LoopClock(loop).sleep(for: checkInterval)) != nil {
            if listening.isInPlace { continue }
            do throws(LineServerError) {
                try listening.renew()
                handler.displaced(nil)
                listener.withLock { $0?.close(promise: nil) }
            } catch {
                handler.displaced(error)
            }
        }
    }

    // MARK: - One connection

    private func serve(_ connection: Connection, _ handler: LineHandler) async {
        let channel = connection.channel
        // A client that goes away in the middle is no concern of the others.
        try? await connection.executeThenClose { inbound, outbound in
            let peer = try await PeerIdentity.of(channel).get()
            guard handler.authorize(peer) else { return }
            guard table.admit(channel, of: peer.pid) else {
                return try await write(handler.busy, to: channel)
            }
            defer { table.remove(channel, of: peer.pid) }
            try await converse(LineClient(peer: peer, channel: channel), inbound, outbound, channel, handler)
        }
    }

    /// Answers line by line until the client is gone or said its last word.
    private func converse(
        _ client: LineClient, _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>, _ channel: any Channel, _ handler: LineHandler
    ) async throws {
        let answer = handler.connected(client)
        let clock = ConnectionClock(channel, limits: limits)
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            var buffer = LineBuffer(maximumLength: limits.lineLength)
            var follows = false
            func reply(to line: [UInt8]) async throws -> Bool {
                clock.note(.answer)
                table.begin(channel)
                if let reply = line.count <= Self.shortLine ? await answer(line) : await apart({ await answer(line) }) {
                    clock.note(.write)
                    try await write(reply, to: channel)
                }
                for lines in client.takeNew() {
                    follows = true
                    group.addTask { try? await self.send(lines, outbound, channel) }
                }
                clock.note(follows ? .following : .idle)
                return table.end(channel)
            }
            do {
                for try await bytes in inbound {
                    buffer.append(bytes.readableBytesView)
                    while let line = try buffer.next() {
                        guard try await reply(to: line) else { return }
                    }
                    if buffer.pendingCount > 0 { clock.note(.line) }
                }
            } catch is LineOverflow {
                return try await write(handler.overflow, to: channel)
            }
            if let rest = buffer.finish(), try await !reply(to: rest) { return }
            // It only closed its sending side: what it follows goes on until it is gone.
            if follows { try? await channel.closeFuture.get() }
        }
    }

    /// Returns when the system has taken all of it: a connection that is closed earlier would end in the middle.
    private func write(_ bytes: [UInt8], to channel: any Channel) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    /// Sends what a client follows, and lets it go when it does not take it.
    private func send(
        _ lines: AsyncStream<[UInt8]>, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>, _ channel: any Channel
    ) async throws {
        let limit = TimeAmount(limits.writeDeadline)
        for await line in lines {
            let timer = channel.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
            defer { timer.cancel() }
            try await outbound.write(ByteBuffer(bytes: line))
        }
    }

    // MARK: - Listening

    private func open(_ arrivals: AsyncStream<Connection>.Continuation) async throws -> any Channel {
        let isOver = Flag()
        let server = try await ServerBootstrap(group: loop.eventLoop)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptPause())
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    // Both happen on the one event loop, so nothing comes in between.
                    guard !isOver.isSet else { throw ChannelError.ioOnClosedChannel }
                    arrivals.yield(
                        try Connection(
                            wrappingChannelSynchronously: channel,
                            configuration: .init(isOutboundHalfClosureEnabled: true)))
                }
            }
            .withBoundSocket(try listening.duplicate()).get()
        server.closeFuture.whenComplete { _ in
            isOver.set()
            arrivals.finish()
        }
        return server
    }
}
