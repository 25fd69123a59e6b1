import Conduit
import FileAccess
import FileTail
import KatoModel
import KatoTestSupport
import Testing

@testable import KatoRecording

/// A folder on a file system that stops to answer: its recordings wait, the others go on, and nothing is written twice.
@Suite(.timeLimit(.minutes(1))) struct HangingFolderTests {
    let disk = SimulatedDisk()
    let place = HangingPlace("/slow")
    let fixture: RecordingFixture
    let slow = Destination(root: "/slow", components: ["talk.md"], format: .markdown)
    let other = Destination(root: "/notes", components: ["talk.md"], format: .markdown)

    init() throws {
        fixture = try RecordingFixture(HangingFileSystem.patient(place, over: SimulatedFileSystem(disk)))
    }

    /// Tries again until the file system has answered what it still owed.
    private func writeAgain(_ id: String) async throws {
        while true {
            do {
                try await fixture.write(id)
                return
            } catch let error as RecordingError where error.kind == .destinationHanging {
                await Task.yield()
            }
        }
    }

    @Test func `the recording waits with a reason that names it, and the others are written`() async throws {
        try await fixture.say(["one"])
        try await fixture.say(["two"], in: RecordingFixture.second)
        let waits = try await fixture.record(into: slow)
        try await fixture.record(RecordingFixture.second, into: other)
        place.hang()
        let input = Conduit<RecordingWake>()
        let service = RecordingService(context: fixture.context, input: input, watcher: SweepOnlyWatcher())
        input.finish()
        try await service.process()
        let issues = await service.currentIssues()
        #expect(issues.map(\.recordingID) == [waits])
        #expect(issues.first?.code == "destination-hanging")
        #expect(issues.first?.message == "/slow/talk.md cannot be written: its file system does not answer.")
        #expect(disk.text(of: "/notes/talk.md")?.contains("two") == true)
        place.goOn()
        try await writeAgain(waits)
        #expect(disk.text(of: "/slow/talk.md")?.contains("one") == true)
    }

    @Test(arguments: [HangingPlace.Calls.all, .appends])
    func `a write that was given up on and happens later is not made again`(calls: HangingPlace.Calls) async throws {
        var blocks = try await fixture.say(["one", "two"])
        let id = try await fixture.record(into: slow)
        try await fixture.write(id)
        blocks += try await fixture.say(["three"])
        place.hang(calls)
        for _ in 0..<3 {
            let error = await #expect(throws: RecordingError.self) { try await fixture.write(id) }
            #expect(error?.kind == .destinationHanging)
        }
        #expect(place.count == 1)
        place.goOn()
        try await writeAgain(id)
        blocks += try await fixture.say(["four"])
        try await fixture.write(id)
        let text = try #require(disk.text(of: "/slow/talk.md"))
        #expect(RecordingFixture.occurrences(blocks, in: text) == [1, 1, 1, 1])
    }
}
