import KatoJournal
import KatoModel
import KatoTestSupport
import Synchronization
import Testing

@testable import KatoRecording

/// A capture into a file that is there already takes nothing from anybody.
@Suite struct FileReplacementTests {
    private let disk = SimulatedDisk()
    private let fixture: RecordingFixture
    private let destination = Destination(root: "/notes", components: ["talk.md"], format: .markdown)
    private static let (path, beside) = ("/notes/talk.md", "/notes/talk-2.md")

    init() throws {
        fixture = try RecordingFixture(SimulatedFileSystem(disk))
    }

    private func counts(_ blocks: [String], _ path: String) -> [Int] {
        RecordingFixture.occurrences(blocks, in: disk.text(of: path) ?? "")
    }

    @Test func `what is saved in the moment of the exchange comes back, and the capture goes beside it`() async throws {
        let blocks = try await fixture.say(["one", "two"])
        let id = try await fixture.record(into: destination)
        try await fixture.write(id)
        let saved = "note-1;\n" + (disk.text(of: Self.path) ?? "")
        let saves = Mutex(1)
        disk.onCall { [disk] call in
            guard call == "exchange",
                saves.withLock({ count in
                    defer { count -= 1 }
                    return count == 1
                })
            else { return }
            disk.write(Array(saved.utf8), to: disk.openEmpty(Self.path), at: 0)
        }
        try await fixture.record(into: destination, replacing: true)
        try await fixture.write(id)
        #expect(saves.withLock { $0 } <= 0, "or this could not fail")
        #expect(disk.text(of: Self.path) == saved)
        #expect(counts(blocks, Self.beside) == [1, 1])
        #expect(disk.paths == [Self.beside, Self.path])
    }

    @Test func `a file into which another conversation is recorded is not replaced`() async throws {
        let blocks = try await fixture.say(["one", "two"])
        let id = try await fixture.record(into: destination)
        try await fixture.write(id)
        let others = try await fixture.say(["there"], in: RecordingFixture.second)
        let other = try await fixture.record(RecordingFixture.second, into: destination)
        try await fixture.write(other)
        try await fixture.record(into: destination, replacing: true)
        try await fixture.write(id)
        #expect(counts(blocks + others, Self.path) == [1, 1, 1])
        #expect(counts(blocks, Self.beside) == [1, 1])
        #expect(try await fixture.journal.ledger(of: other).allSatisfy { $0.state == .placed })
    }

    @Test func `a file that was saved with other line ends holds what it held`() async throws {
        try await fixture.say(["one", "two"])
        let id = try await fixture.record(into: destination)
        try await fixture.write(id)
        let saved = (disk.text(of: Self.path) ?? "").replacing("\n", with: "\r\n")
        disk.save(saved, to: Self.path)
        try await fixture.write(id)
        #expect(disk.text(of: Self.path) == saved)
        #expect(try await fixture.journal.ledger(of: id).allSatisfy { $0.state == .placed && $0.restored == 0 })
    }
}
