import AsyncAlgorithms

/// The joint between two stages: a bounded, lossless hand-over that one side fills and the other reads as a stream.
///
/// A buffered `AsyncStream` drops or grows. This one holds nothing: `send` returns when the reader took the element,
/// so a slow reader slows the writer. Elements of one sender arrive in order.
public struct Conduit<Element: Sendable>: Sendable {
    private let channel = AsyncChannel<Element>()

    public init() {}

    /// Hands over one element and returns when it was taken, or when the calling task is cancelled.
    public func send(_ element: Element) async {
        await channel.send(element)
    }

    /// Ends the stream once everything sent was taken. Later sends are ignored.
    public func finish() {
        channel.finish()
    }

    /// What was sent, in order. Pull-driven: an element is taken from the sender only when the reader asks.
    public var stream: AsyncStream<Element> {
        let channel = channel
        return AsyncStream {
            var iterator = channel.makeAsyncIterator()
            return await iterator.next()
        }
    }
}
