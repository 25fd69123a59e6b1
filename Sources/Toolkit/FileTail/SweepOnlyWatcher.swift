/// A watcher for systems that tell nothing: it never wakes anybody, and the reader's periodic sweep does the work.
public struct SweepOnlyWatcher: DirectoryWatcher {
    public let wakeups = AsyncStream<Void> { _ in }

    public init() {}

    public func watch(_ directory: String) -> WatchCoverage { .refused }

    public func watchNames(_ directory: String) -> WatchCoverage { .refused }

    public func unwatch(_ directory: String) {}

    public func takeHints() -> WatchHints { WatchHints() }
}
