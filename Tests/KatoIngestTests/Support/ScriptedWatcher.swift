import FileTail
import Synchronization

/// A watcher that says what a test tells it to.
final class ScriptedWatcher: DirectoryWatcher {
    let wakeups: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let hints = Mutex(WatchHints())
    private let answer: @Sendable (String) -> WatchCoverage

    /// - Parameter answer: called for each directory that is to be watched; may change the world first.
    init(_ answer: @escaping @Sendable (String) -> WatchCoverage) {
        self.answer = answer
        (wakeups, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    func watch(_ directory: String) -> WatchCoverage { answer(directory) }

    func watchNames(_ directory: String) -> WatchCoverage { answer(directory) }

    func unwatch(_ directory: String) {}

    func takeHints() -> WatchHints {
        hints.withLock { hints in
            defer { hints = WatchHints() }
            return hints
        }
    }

    func say(_ change: @Sendable (inout WatchHints) -> Void) {
        hints.withLock { change(&$0) }
        continuation.yield()
    }
}
