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

/// The server over real sockets.
@Suite struct LineServerTests {
    @Test func `what is done for a client alone is cancelled when it leaves`() async throws {
        let ended = DispatchSemaphore(value: 0)
        try await EchoServer.run(onEnd: { ended.signal() }) { path in
            var client = try EchoServer.connect(path)
            try client.send(Array("wait\n".utf8))
            #expect(try EchoServer.line(&client) == "began")
            client = try EchoServer.connect(path)
            #expect(ended.wait(timeout: .now() + 300) == .success)
            // One that only says that it has no more to ask is still there.
            try client.send(Array("wait\n".utf8))
            #expect(try EchoServer.line(&client) == "began")
            shutdown(client.descriptor, Int32(SHUT_WR))
            var other = try EchoServer.connect(path)
            for _ in 0..<10 {
                try other.send(Array("echo\n".utf8))
                #expect(try EchoServer.line(&other) == "echo")
            }
            #expect(ended.wait(timeout: .now()) == .timedOut)
        }
    }

    @Test func `a client that asks nothing is let go, and one that follows is not`() async throws {
        var limits = ServerLimits()
        limits.idleDeadline = .milliseconds(100)
        let (stream, feed) = AsyncStream.makeStream(of: [UInt8].self)
        try await EchoServer.run(limits, stream: stream) { path in
            var follower = try EchoServer.connect(path)
            try follower.send(Array("follow\n".utf8))
            #expect(try EchoServer.line(&follower) == "follow")
            var silent = try EchoServer.connect(path)
            #expect(try EchoServer.line(&silent) == nil)
            feed.yield(Array("news\n".utf8))
            #expect(try EchoServer.line(&follower) == "news")
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
        try await EchoServer.run(limits, onConnected: keep) { path in
            var client = try EchoServer.connect(path)
            try client.send(Array("hello\n".utf8))
            #expect(try EchoServer.line(&client) == "hello")
            let first = try #require(seen.first.withLock { $0.channel.map { ObjectIdentifier($0) } })
            client = try EchoServer.connect(path)
            let end = ContinuousClock.now.advanced(by: .seconds(60))
            while seen.first.withLock({ $0.channel.map { ObjectIdentifier($0) } }) == first {
                try #require(ContinuousClock.now < end, "the connection is still there")
                try client.send(Array("hello\n".utf8))
                #expect(try EchoServer.line(&client) == "hello")
            }
        }
    }

    @Test func `a client that closed its sending side goes on following`() async throws {
        let (stream, feed) = AsyncStream.makeStream(of: [UInt8].self)
        try await EchoServer.run(stream: stream) { path in
            var client = try EchoServer.connect(path)
            try client.send(Array("follow\n".utf8))
            client.halfClose()
            #expect(try EchoServer.line(&client) == "follow")
            feed.yield(Array("news\n".utf8))
            #expect(try EchoServer.line(&client) == "news")
        }
    }

    @Test func `a client that closed its sending side gets all of an answer that no buffer holds`() async throws {
        try await EchoServer.run { path in
            var client = try EchoServer.connect(path)
            let line = String(repeating: "x", count: 1 << 20)
            try client.send(Array(line.utf8))
            client.halfClose()
            #expect(try EchoServer.line(&client)?.utf8.count == line.utf8.count)
        }
    }

    @Test func `a client can be told something before the answer`() async throws {
        try await EchoServer.run { path in
            var client = try EchoServer.connect(path)
            try client.send(Array("work\n".utf8))
            #expect(try EchoServer.line(&client) == "half done")
            #expect(try EchoServer.line(&client) == "work")
        }
    }

    @Test func `a socket whose name was taken away is made again`() async throws {
        try await EchoServer.run(checkInterval: .milliseconds(20)) { path in
            unlink(path.path)
            while true {
                guard var client = try? EchoServer.connect(path) else {
                    sched_yield()
                    continue
                }
                try client.send(Array("back\n".utf8))
                #expect(try EchoServer.line(&client) == "back")
                return
            }
        }
    }
}
