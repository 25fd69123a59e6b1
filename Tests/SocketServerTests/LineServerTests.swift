import Foundation
import KatoTestSupport
import NIOCore
import Synchronization
import Testing
import UnixSocket

@testable import SocketServer

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The server with short deadlines, over real sockets.
@Suite struct LineServerTests {
    /// How long a failing test takes. Generous: the other suites compute at the same time on the same threads.
    private static let patience = Duration.seconds(300)

    /// Runs a server that answers each line with itself while `body` runs.
    private func withServer(
        _ limits: ServerLimits = ServerLimits(), checkInterval: Duration = .seconds(60),
        stream: AsyncStream<[UInt8]>? = nil, onEnd: @escaping @Sendable () -> Void = {},
        onConnected: @escaping @Sendable (LineClient) -> Void = { _ in },
        _ body: @escaping @Sendable (SocketPath) throws -> Void
    ) async throws {
        let folder = try TemporaryDirectory()
        let path = try SocketPath(folder.file("socket"))
        let listening = try ListeningSocket(path: path.path)
        defer { listening.withdraw() }
        let server = LineServer(listening, limits: limits, checkInterval: checkInterval)
        let handler = LineHandler(
            authorize: { _ in true },
            connected: { client in
                onConnected(client)
                return { line in
                    if line.elementsEqual("follow".utf8), let stream { client.follow(stream) }
                    if line.elementsEqual("wait".utf8) {
                        await client.whileConnected {
                            client.send(Array("began\n".utf8))
                            // Ends when it is cancelled.
                            for await _ in AsyncStream<Void>(unfolding: { try? await Task.sleep(for: .seconds(3600)) })
                            {}
                            onEnd()
                        }
                    }
                    if line.elementsEqual("work".utf8) { client.send(Array("half done\n".utf8)) }
                    return line + [0x0A]
                }
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

    private static func connect(_ path: SocketPath) throws -> SocketStream {
        try SocketStream.connect(to: path, timeout: patience)
    }

    private static func line(_ stream: inout SocketStream) throws -> String? {
        try stream.readLine(maximumBytes: 1 << 20).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `a client that trickles a line is let go`() async throws {
        var limits = ServerLimits()
        limits.lineDeadline = .milliseconds(100)
        try await withServer(limits) { path in
            var client = try Self.connect(path)
            try client.send(Array("half a li".utf8))
            #expect(try Self.line(&client) == nil)
        }
    }

    @Test func `what is done for a client alone is cancelled when it leaves`() async throws {
        let ended = DispatchSemaphore(value: 0)
        try await withServer(onEnd: { ended.signal() }) { path in
            var client = try Self.connect(path)
            try client.send(Array("wait\n".utf8))
            #expect(try Self.line(&client) == "began")
            client = try Self.connect(path)
            #expect(ended.wait(timeout: .now() + 300) == .success)
            // One that only says that it has no more to ask is still there.
            try client.send(Array("wait\n".utf8))
            #expect(try Self.line(&client) == "began")
            shutdown(client.descriptor, Int32(SHUT_WR))
            var other = try Self.connect(path)
            for _ in 0..<10 {
                try other.send(Array("echo\n".utf8))
                #expect(try Self.line(&other) == "echo")
            }
            #expect(ended.wait(timeout: .now()) == .timedOut)
        }
    }

    @Test func `a client that asks nothing is let go, and one that follows is not`() async throws {
        var limits = ServerLimits()
        limits.idleDeadline = .milliseconds(100)
        let (stream, feed) = AsyncStream.makeStream(of: [UInt8].self)
        try await withServer(limits, stream: stream) { path in
            var follower = try Self.connect(path)
            try follower.send(Array("follow\n".utf8))
            #expect(try Self.line(&follower) == "follow")
            var silent = try Self.connect(path)
            #expect(try Self.line(&silent) == nil)
            feed.yield(Array("news\n".utf8))
            #expect(try Self.line(&follower) == "news")
        }
    }

    @Test func `nothing of a client that left waits for its deadlines`() async throws {
        final class Weak: Sendable {
            struct Reference { weak var channel: (any Channel)? }
            let first = Mutex(Reference())
        }
        var limits = ServerLimits()
        (limits.lineDeadline, limits.idleDeadline) = (.seconds(3600), .seconds(3600))
        let seen = Weak()
        let keep: @Sendable (LineClient) -> Void = { client in
            seen.first.withLock { if $0.channel == nil { $0.channel = client.channel } }
        }
        try await withServer(limits, onConnected: keep) { path in
            var client = try Self.connect(path)
            try client.send(Array("hello\n".utf8))
            #expect(try Self.line(&client) == "hello")
            let first = try #require(seen.first.withLock { $0.channel.map { ObjectIdentifier($0) } })
            client = try Self.connect(path)
            let end = ContinuousClock.now.advanced(by: .seconds(60))
            while seen.first.withLock({ $0.channel.map { ObjectIdentifier($0) } }) == first {
                try #require(ContinuousClock.now < end, "the connection is still there")
                try client.send(Array("hello\n".utf8))
                #expect(try Self.line(&client) == "hello")
            }
        }
    }

    @Test func `a client that closed its sending side goes on following`() async throws {
        let (stream, feed) = AsyncStream.makeStream(of: [UInt8].self)
        try await withServer(stream: stream) { path in
            var client = try Self.connect(path)
            try client.send(Array("follow\n".utf8))
            client.halfClose()
            #expect(try Self.line(&client) == "follow")
            feed.yield(Array("news\n".utf8))
            #expect(try Self.line(&client) == "news")
        }
    }

    @Test func `a client that closed its sending side gets all of an answer that no buffer holds`() async throws {
        try await withServer { path in
            var client = try Self.connect(path)
            let line = String(repeating: "x", count: 1 << 20)
            try client.send(Array(line.utf8))
            client.halfClose()
            #expect(try Self.line(&client)?.utf8.count == line.utf8.count)
        }
    }

    @Test func `a client can be told something before the answer`() async throws {
        try await withServer { path in
            var client = try Self.connect(path)
            try client.send(Array("work\n".utf8))
            #expect(try Self.line(&client) == "half done")
            #expect(try Self.line(&client) == "work")
        }
    }

    @Test func `one process cannot take all connections`() async throws {
        var limits = ServerLimits()
        limits.connectionsOfProcess = 2
        try await withServer(limits) { path in
            var first = try Self.connect(path)
            var second = try Self.connect(path)
            try first.send(Array("one\n".utf8))
            #expect(try Self.line(&first) == "one")
            try second.send(Array("two\n".utf8))
            #expect(try Self.line(&second) == "two")
            var third = try Self.connect(path)
            #expect(try Self.line(&third) == "busy")
            #expect(try Self.line(&third) == nil)
        }
    }

    @Test func `a socket whose name was taken away is made again`() async throws {
        try await withServer(checkInterval: .milliseconds(20)) { path in
            unlink(path.path)
            while true {
                guard var client = try? Self.connect(path) else {
                    sched_yield()
                    continue
                }
                try client.send(Array("back\n".utf8))
                #expect(try Self.line(&client) == "back")
                return
            }
        }
    }

    @Test func `only a socket that listens at the path is adopted`() throws {
        let folder = try TemporaryDirectory()
        let own = try ListeningSocket(path: folder.file("own"))
        defer { own.withdraw() }
        var pair: [Int32] = [0, 0]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
        defer { for end in pair { close(end) } }
        #expect(throws: LineServerError.self) { try ListeningSocket(path: own.path, activated: pair[0]) }
        #expect(throws: LineServerError.self) { try ListeningSocket(path: own.path, activated: 0) }
    }

    @Test func `what is no socket is left alone`() throws {
        let folder = try TemporaryDirectory()
        try folder.write("mine", to: "file")
        try folder.makeFolder("folder")
        for name in ["file", "folder"] {
            #expect(throws: LineServerError(.occupied, path: folder.file(name))) {
                try ListeningSocket(path: folder.file(name))
            }
        }
        #expect(try folder.text(of: "file") == "mine")
    }
}
