import NIOCore
import Synchronization

/// A connected client: who it is, and a way to send it lines that answer no request.
public final class LineClient: Sendable {
    public let peer: PeerIdentity
    private let waiting = Mutex<[AsyncStream<[UInt8]>]>([])
    private let ends = Mutex(Ends())

    let channel: any Channel

    /// Who is to be told when the client is gone.
    private struct Ends {
        var isGone = false
        var last = 0
        var streams: [Int: AsyncStream<Void>.Continuation] = [:]
    }

    init(peer: PeerIdentity, channel: any Channel) {
        self.peer = peer
        self.channel = channel
        channel.closeFuture.whenComplete { [weak self] _ in self?.end() }
    }

    private func end() {
        let streams = ends.withLock { ends in
            ends.isGone = true
            defer { ends.streams = [:] }
            return ends.streams.values
        }
        for stream in streams { stream.finish() }
    }

    /// Does `work` and cancels it when the client goes away before it is done: nobody would read what comes of it. One
    /// that only closed its sending side is still there.
    ///
    /// - Returns: what came of it; `nil` when the client went away.
    public func whileConnected<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value? {
        let (gone, end) = AsyncStream.makeStream(of: Void.self)
        let key = ends.withLock { ends in
            ends.last += 1
            if ends.isGone { end.finish() } else { ends.streams[ends.last] = end }
            return ends.last
        }
        defer { ends.withLock { $0.streams[key] = nil } }
        return await withTaskGroup(of: Value?.self) { group in
            // The group waits for what is cancelled: it comes to an end of its own.
            defer { group.cancelAll() }
            group.addTask { await work() }
            group.addTask {
                for await _ in gone {}
                return nil
            }
            return await group.next() ?? nil
        }
    }

    /// Sends a line now, before the answer to the one under way. Dropped when the client is behind with reading.
    public func send(_ line: [UInt8]) {
        guard channel.isWritable else { return }
        channel.writeAndFlush(ByteBuffer(bytes: line), promise: nil)
    }

    /// Sends what the stream gives, each element in one piece, beginning after the answer to the line under way.
    ///
    /// The stream is asked for the next element only when the client took the one before, and is cancelled when the
    /// client is gone. While it has not ended, the client may be silent as long as it likes.
    public func follow(_ lines: AsyncStream<[UInt8]>) {
        waiting.withLock { $0.append(lines) }
    }

    /// The streams that were added since this was last asked for.
    func takeNew() -> [AsyncStream<[UInt8]>] {
        waiting.withLock { streams in
            defer { streams = [] }
            return streams
        }
    }
}
