import Testing
import UnixSocket

@testable import SocketServer

/// What a client may take of a server with small limits.
@Suite struct ConnectionLimitTests {
    @Test(arguments: [(2, 16), (64, 2)])
    func `with all connections taken another is told so, and has a place when one leaves`(all: Int, ofProcess: Int)
        async throws
    {
        var limits = ServerLimits()
        (limits.connections, limits.connectionsOfProcess) = (all, ofProcess)
        try await EchoServer.run(limits) { path in
            var first = try EchoServer.connect(path)
            #expect(try EchoServer.ask(&first, "one") == "one")
            // One that waits for its answer counts like one that asks nothing.
            var second = try EchoServer.connect(path)
            #expect(try EchoServer.ask(&second, "wait") == "began")
            var third = try EchoServer.connect(path)
            #expect(try EchoServer.line(&third) == "busy")
            #expect(try EchoServer.line(&third) == nil)
            first = try EchoServer.connect(path)
            let end = ContinuousClock.now.advanced(by: .seconds(60))
            while (try? EchoServer.ask(&first, "again")) != "again" {
                try #require(ContinuousClock.now < end, "its place is still taken")
                first = try EchoServer.connect(path)
            }
        }
    }

    @Test func `who may not ask is let go before a byte is read`() async throws {
        let connected = Flag()
        try await EchoServer.run(
            authorize: { _ in false }, onConnected: { _ in connected.set() },
            { path in
                var client = try EchoServer.connect(path)
                try? client.send(Array("one\n".utf8))
                #expect(try EchoServer.line(&client) == nil)
            })
        #expect(!connected.isSet)
    }

    @Test func `a client that trickles a line is let go`() async throws {
        var limits = ServerLimits()
        (limits.lineDeadline, limits.idleDeadline) = (.milliseconds(100), .seconds(3600))
        try await EchoServer.run(limits) { path in
            var client = try EchoServer.connect(path)
            try client.send(Array("half a li".utf8))
            #expect(try EchoServer.line(&client) == nil)
        }
    }

    @Test func `a client whose line never ends is let go, however busily it goes on`() async throws {
        var limits = ServerLimits()
        (limits.lineDeadline, limits.idleDeadline) = (.milliseconds(100), .seconds(3600))
        try await EchoServer.run(limits) { path in
            var client = try EchoServer.connect(path)
            while (try? client.send([0x78])) != nil {}
            // One that was let go because its line is too long would be told.
            #expect((try? EchoServer.line(&client)) ?? nil == nil)
        }
    }

    @Test func `a client that does not take its answer is let go`() async throws {
        var limits = ServerLimits()
        (limits.lineDeadline, limits.idleDeadline) = (.milliseconds(100), .seconds(3600))
        limits.writeDeadline = .milliseconds(100)
        try await EchoServer.run(limits) { path in
            let client = try EchoServer.connect(path)
            try client.send(Array("much\n".utf8))
            let isOver = EchoServer.hangsUp(client)
            #expect(isOver)
        }
    }

    @Test func `a client that does not take what it follows is let go`() async throws {
        var limits = ServerLimits()
        limits.writeDeadline = .milliseconds(100)
        let (stream, feed) = AsyncStream.makeStream(of: [UInt8].self)
        try await EchoServer.run(limits, stream: stream) { path in
            var client = try EchoServer.connect(path)
            #expect(try EchoServer.ask(&client, "follow") == "follow")
            for _ in 0..<4 { feed.yield([UInt8](repeating: 0x78, count: 1 << 20)) }
            let isOver = EchoServer.hangsUp(client)
            #expect(isOver)
        }
    }
}
