public import FileAccess

/// A watcher that does not wait for a folder whose file system does not answer: such a folder counts as not watched.
public struct PatientWatcher: DirectoryWatcher {
    private let base: any DirectoryWatcher
    private let places: PatientPlaces

    public init(_ base: any DirectoryWatcher, places: PatientPlaces) {
        self.base = base
        self.places = places
    }

    public var wakeups: AsyncStream<Void> { base.wakeups }

    public func watch(_ directory: String) -> WatchCoverage {
        (try? places.run("watch", directory) { [base] in base.watch(directory) }) ?? .refused
    }

    public func watchNames(_ directory: String) -> WatchCoverage {
        (try? places.run("watch", directory) { [base] in base.watchNames(directory) }) ?? .refused
    }

    public func unwatch(_ directory: String) { base.unwatch(directory) }

    public func takeHints() -> WatchHints { base.takeHints() }
}
