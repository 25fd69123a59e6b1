import Dispatch
import FileAccess
import FileTail
import Testing

/// What hangs is told from what is watched.
@Suite struct PatientWatcherTests {
    /// Watches everything, once it is let.
    private struct SlowWatcher: DirectoryWatcher {
        let gate: DispatchSemaphore
        let wakeups = AsyncStream<Void> { nil }

        func watch(_ directory: String) -> WatchCoverage {
            gate.wait()
            return .complete
        }

        func watchNames(_ directory: String) -> WatchCoverage { watch(directory) }
        func unwatch(_ directory: String) {}
        func takeHints() -> WatchHints { WatchHints() }
    }

    private let gate = DispatchSemaphore(value: 0)

    /// - Parameter wait: waits for the end of a call below `/share`.
    private func watcher(wait: @escaping @Sendable (DispatchSemaphore) -> Void) -> PatientWatcher {
        PatientWatcher(
            SlowWatcher(gate: gate),
            places: PatientPlaces(wait: wait, place: { $0.hasPrefix("/share") ? "/share" : nil }))
    }

    @Test func `a folder whose file system does not answer counts as not watched`() {
        let watcher = watcher { _ in }
        #expect(watcher.watch("/share/a") == .refused)
        #expect(watcher.watchNames("/share/b") == .refused)
        gate.signal()
    }

    @Test func `one whose file system answers counts as what the watcher says, like any other`() {
        let watcher = watcher { $0.wait() }
        for directory in ["/share/a", "/home/b"] {
            gate.signal()
            #expect(watcher.watch(directory) == .complete)
            gate.signal()
            #expect(watcher.watchNames(directory) == .complete)
        }
    }
}
