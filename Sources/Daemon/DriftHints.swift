/// Hints that a folder may not be any more the one it was when the process was restricted. Any number is as good as one.
struct DriftHints: Sendable {
    let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    func notice() { continuation.yield() }
}
