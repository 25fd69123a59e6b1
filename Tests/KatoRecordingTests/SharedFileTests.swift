import Conduit
import FileAccess
import FileTail
import KatoJournal
import KatoModel
import KatoTestSupport
import Testing

@testable import KatoRecording

/// A watcher that promises to tell everything and never has anything to tell.
private struct SilentWatcher: DirectoryWatcher {
    let wakeups = AsyncStream<Void> { _ in }

    func watch(_ directory: String) -> WatchCoverage { .complete }
    func watchNames(_ directory: String) -> WatchCoverage { .complete }
    func unwatch(_ directory: String) {}
    func takeHints() -> WatchHints { WatchHints() }
}

/// The service over a simulated disk: files that several recordings share, and files that nothing is due for.
@Suite(.timeLimit(.minutes(1))) struct SharedFileTests {
    let disk: SimulatedDisk
    let fixture: RecordingFixture
    static let path = "/notes/day.md"
    let destination = Destination(root: "/notes", components: ["day.md"], format: .markdown)

    init() throws {
        let clock = SimulatedClock()
        disk = SimulatedDisk(now: RecordingFixture.nanoseconds(clock))
        fixture = try RecordingFixture(SimulatedFileSystem(disk), clock: clock)
    }

    /// Has the service do what there is to do.
    private func serve(_ wakes: [RecordingWake] = []) async throws -> RecordingService {
        let input = Conduit<RecordingWake>()
        let service = RecordingService(context: fixture.context, input: input, watcher: SweepOnlyWatcher())
        async let work: Void = service.process()
        for wake in wakes { await input.send(wake) }
        input.finish()
        try await work
        return service
    }

    @Test func `a save that is noticed by one recording is looked at for the others in the file`() async throws {
        var first = try await fixture.say(["the first says one"])
        var second = try await fixture.say(["the second says one"], in: RecordingFixture.second)
        try await fixture.record(into: destination)
        try await fixture.record(RecordingFixture.second, into: destination)
        let input = Conduit<RecordingWake>()
        // So that the files are not looked at again and again either.
        let service = RecordingService(context: fixture.context, input: input, watcher: SilentWatcher())
        async let work: Void = service.process()
        await until(first + second)
        let buffer = disk.text(of: Self.path) ?? ""
        second += try await fixture.say(["the second says two"], in: RecordingFixture.second)
        await input.send(.session(RecordingFixture.second))
        await until(first + second)
        first += try await fixture.say(["the first says two"])
        disk.save(buffer, to: Self.path)
        // The wake-up is for the first alone: it alone has something to write.
        await input.send(.session(RecordingFixture.first))
        await until(first + second)
        input.finish()
        try await work
    }

    /// Each of these stands in the file once.
    private func until(_ blocks: [String]) async {
        while RecordingFixture.occurrences(blocks, in: disk.text(of: Self.path) ?? "") != blocks.map({ _ in 1 }),
            !Task.isCancelled
        {
            await Task.yield()
        }
    }

    @Test func `a file that nothing is due for is nobody's problem, whatever becomes of it`() async throws {
        try await fixture.say(["one"])
        let id = try await fixture.record(into: destination)
        _ = try await serve()
        try await fixture.stop()
        _ = try await serve()
        disk.place(.symbolicLink, at: Self.path)
        let service = try await serve([.files([Self.path]), .all])
        #expect(await service.currentIssues().isEmpty)
        #expect(await service.finished(id) == nil)
    }

    @Test func `whoever waits for a recording is told that the journal does not answer`() async throws {
        try await fixture.say(["one"])
        let id = try await fixture.record(into: destination)
        let service = RecordingService(context: fixture.context, input: Conduit(), watcher: SweepOnlyWatcher())
        try await fixture.journal.close()
        #expect(await service.finished(id)?.code == "journal")
    }

    @Test func `where the policy does not allow it any more, nothing is written and the reason is told`() async throws {
        let blocks = try await fixture.say(["one"])
        let id = try await fixture.record(into: destination)
        fixture.admits = { _ in false }
        let service = try await serve()
        #expect(await service.currentIssues().map(\.code) == ["destination-denied"])
        #expect(disk.paths.isEmpty)
        fixture.admits = { _ in true }
        try await fixture.write(id)
        #expect(RecordingFixture.occurrences(blocks, in: disk.text(of: Self.path) ?? "") == [1])
    }
}
