import Conduit
import FileAccess
import FileTail
import KatoModel
import KatoTestSupport
import Synchronization
import Testing

@testable import KatoRecording

/// A full disk: the recording waits, looks again from time to time, and goes on by itself.
@Suite(.timeLimit(.minutes(1))) struct RetryTests {
    /// Watches everything, and nothing happens.
    private struct QuietWatcher: DirectoryWatcher {
        let wakeups = AsyncStream<Void> { nil }

        func watch(_ directory: String) -> WatchCoverage { .complete }
        func watchNames(_ directory: String) -> WatchCoverage { .complete }
        func unwatch(_ directory: String) {}
        func takeHints() -> WatchHints { WatchHints() }
    }

    @Test func `it is tried again after a pause each time, until there is room`() async throws {
        let (disk, clock) = (SimulatedDisk(), SimulatedClock())
        let pauses = Mutex(0)
        let fixture = try RecordingFixture(SimulatedFileSystem(disk), clock: clock)
        var blocks = try await fixture.say(["one"])
        let id = try await fixture.record(into: Destination(root: "/notes", components: ["a.md"], format: .markdown))
        try await fixture.write(id)
        clock.onSleep { pauses.withLock { $0 += 1 } }
        let full = FaultPlan { call in
            call.operation == "append" && pauses.withLock { $0 } < 3 ? .fail(28) : .pass
        }
        fixture.use(FaultyFileSystem(full, over: SimulatedFileSystem(disk)))
        blocks += try await fixture.say(["two"])
        try await fixture.stop()
        let input = Conduit<RecordingWake>()
        let service = RecordingService(context: fixture.context, input: input, watcher: QuietWatcher())
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { try await service.process() }
            while let issue = await service.finished(id) {
                #expect(issue.code == "disk-full")
                try Task.checkCancellation()
                await Task.yield()
            }
            input.finish()
        }
        #expect(full.log.count { $0.operation == "append" } == 4)
        #expect(pauses.withLock { $0 } == 3)
        #expect(await service.currentIssues().isEmpty)
        #expect(RecordingFixture.occurrences(blocks, in: disk.text(of: "/notes/a.md") ?? "") == [1, 1])
    }
}
