import Foundation
import KatoTestSupport
import SocketServer
import UnixSocket

/// A server that answers each line with itself, and clients of it that wait.
enum EchoServer {
    /// How long a failing test takes. Generous: the other suites compute at the same time on the same threads.
    private static let patience = Duration.seconds(300)

    /// Serves while `body` runs. To `follow` it sends the stream as well; `wait` is answered when its client is
    /// gone, and `much` with more than any buffer holds.
    static func run(
        _ limits: ServerLimits = ServerLimits(), checkInterval: Duration = .seconds(60),
        stream: AsyncStream<[UInt8]>? = nil, onEnd: @escaping @Sendable () -> Void = {},
        authorize: @escaping @Sendable (PeerIdentity) -> Bool = { _ in true },
        onConnected: @escaping @Sendable (LineClient) -> Void = { _ in },
        _ body: @escaping @Sendable (SocketPath) throws -> Void
    ) async throws {
        let folder = try TemporaryDirectory()
        let path = try SocketPath(folder.file("socket"))
        let listening = try ListeningSocket(path: path.path)
        defer { listening.withdraw() }
        let server = LineServer(listening, limits: limits, checkInterval: checkInterval)
        let handler = LineHandler(
            authorize: authorize,
            connected: { client in
                onConnected(client)
                return { await answer($0, client, stream, onEnd) }
            }, overflow: Array("too long\n".utf8), busy: Array("busy\n".utf8), ready: {})
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run(handler) }
            // The clients wait without giving their thread back, so they have one of their own.
            let outcome = await withCheckedContinuation { continuation in
                Thread.detachNewThread { continuation.resume(returning: Result { try body(path) }) }
            }
            server.stop()
            try outcome.get()
            try await group.waitForAll()
        }
    }

    private static func answer(
        _ line: [UInt8], _ client: LineClient, _ stream: AsyncStream<[UInt8]>?, _ onEnd: @escaping @Sendable () -> Void
    ) async -> [UInt8] {
        if line.elementsEqual("follow".utf8), let stream { client.follow(stream) }
        if line.elementsEqual("much".utf8) { return [UInt8](repeating: 0x78, count: 4 << 20) + [0x0A] }
        if line.elementsEqual("work".utf8) { client.send(Array("half done\n".utf8)) }
        if line.elementsEqual("wait".utf8) {
            _ = await client.whileConnected {
                client.send(Array("began\n".utf8))
                // Ends when it is cancelled.
                for await _ in AsyncStream<Void>(unfolding: { try? await Task.sleep(for: .seconds(3600)) }) {}
                onEnd()
            }
        }
        return line + [0x0A]
    }

    static func connect(_ path: SocketPath) throws -> SocketStream {
        try SocketStream.connect(to: path, timeout: patience)
    }

    static func line(_ stream: inout SocketStream) throws -> String? {
        try stream.readLine(maximumBytes: 1 << 20).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Sends a line and takes the next one.
    static func ask(_ stream: inout SocketStream, _ line: String) throws -> String? {
        try stream.send(Array((line + "\n").utf8))
        return try self.line(&stream)
    }

    /// Whether the server hangs up, without anything being taken of what it sent.
    static func hangsUp(_ stream: borrowing SocketStream) -> Bool {
        var look = pollfd(fd: stream.descriptor, events: 0, revents: 0)
        return poll(&look, 1, Int32(patience.components.seconds) * 1000) == 1 && look.revents & Int16(POLLHUP) != 0
    }
}
