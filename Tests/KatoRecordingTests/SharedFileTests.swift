import Conduit
import FileAccess
import FileTail
import KatoJournal
import KatoModel
import KatoTestSupport
import Testing

@testable import KatoRecording

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
        _ = try await serve()
        let buffer = disk.text(of: Self.path) ?? ""
        second += try await fixture.say(["the second says two"], in: RecordingFixture.second)
        _ = try await serve()
        first += try await fixture.say(["the first says two"])
        disk.save(buffer, to: Self.path)
        // The wake-up is for the first alone: it alone has something to write.
        _ = try await serve([.session(RecordingFixture.first)])
        #expect(RecordingFixture.occurrences(first + second, in: disk.text(of: Self.path) ?? "") == [1, 1, 1, 1])
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
