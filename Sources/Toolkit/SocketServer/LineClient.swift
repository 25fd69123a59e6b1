import NIOCore
import Synchronization

/// A connected client: who it is, and a way to send it lines that answer no request.
public final class LineClient: Sendable {
    public let peer: PeerIdentity
    private let waiting = Mutex<[AsyncStream<[UInt8]>]>([])

    private let channel: any Channel

    init(peer: PeerIdentity, channel: any Channel) {
        self.peer = peer
        self.channel = channel
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
