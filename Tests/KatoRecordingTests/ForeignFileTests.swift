import FileAccess
import KatoJournal
import KatoModel
import KatoTestSupport
import Testing

@testable import KatoRecording

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What was admitted once can be something else by the time of the next write.
@Suite struct ForeignFileTests {
    private let folder: TemporaryDirectory
    private let destination: Destination

    init() throws {
        folder = try TemporaryDirectory()
        try folder.makeFolder("notes")
        destination = Destination(root: folder.file("notes"), components: ["talk.md"], format: .markdown)
    }

    private func refusal(_ fixture: RecordingFixture, _ id: String) async -> RecordingError.Code? {
        await #expect(throws: RecordingError.self) { try await fixture.write(id) }?.kind
    }

    @Test func `a file that got a second name is not written, and not removed, until it has one again`() async throws {
        let fixture = try RecordingFixture(LocalFileSystem(), owner: geteuid())
        try await fixture.say(["one"])
        let id = try await fixture.record(into: destination)
        try await fixture.write(id)
        let before = try folder.text(of: "notes/talk.md")
        #expect(link(folder.file("notes/talk.md"), folder.file("second.md")) == 0)
        try await fixture.say(["two"])
        #expect(await refusal(fixture, id) == .destinationUnsafe)
        #expect(try folder.text(of: "second.md") == before)
        let kept = try await RecordingRemoval(context: fixture.context).remove(destination, isDryRun: true)
        #expect(kept == .kept("it has another owner or name"))
        unlink(folder.file("second.md"))
        try await fixture.write(id)
        #expect(try folder.text(of: "notes/talk.md").contains("two"))
    }

    @Test func `a file of another user is not written`() async throws {
        try folder.write("theirs\n", to: "notes/talk.md")
        let fixture = try RecordingFixture(LocalFileSystem(), owner: geteuid() &+ 1)
        try await fixture.say(["one"])
        let id = try await fixture.record(into: destination)
        #expect(await refusal(fixture, id) == .destinationUnsafe)
        #expect(try folder.text(of: "notes/talk.md") == "theirs\n")
        let kept = try await RecordingRemoval(context: fixture.context).remove(destination, isDryRun: true)
        #expect(kept == .kept("it has another owner or name"))
    }

    @Test func `what stands there on another disk, and holds nothing of the recording, is not written`() async throws {
        let disk = SimulatedDisk()
        let fixture = try RecordingFixture(SimulatedFileSystem(disk))
        let destination = Destination(root: "/notes", components: ["talk.md"], format: .markdown)
        try await fixture.say(["one"])
        let id = try await fixture.record(into: destination)
        try await fixture.write(id)
        let before = try #require(disk.text(of: "/notes/talk.md"))
        disk.remove("/notes/talk.md")
        disk.place(.regular, at: "/notes/talk.md", device: 2)
        disk.write(Array("mine\n".utf8), to: disk.openEmpty("/notes/talk.md"), at: 0)
        try await fixture.say(["two"])
        #expect(await refusal(fixture, id) == .destinationUnsafe)
        #expect(disk.text(of: "/notes/talk.md") == "mine\n")
        // The other disk is back.
        disk.save(before, to: "/notes/talk.md")
        try await fixture.write(id)
        #expect(disk.text(of: "/notes/talk.md")?.hasPrefix(before) == true)
        #expect(try await fixture.journal.ledger(of: id).allSatisfy { $0.state == .placed })
    }
}
