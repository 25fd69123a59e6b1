import FileAccess
import KatoJournal
import KatoModel
import KatoTestSupport
import Synchronization
import Testing

@testable import KatoRecording

/// A recording's file is removed only while it holds what kato wrote and nothing else.
@Suite struct RecordingRemovalTests {
    private let disk = SimulatedDisk()
    private let fixture: RecordingFixture
    private let destination = Destination(root: "/notes", components: ["talk.md"], format: .markdown)
    private static let path = "/notes/talk.md"

    init() throws {
        fixture = try RecordingFixture(SimulatedFileSystem(disk))
    }

    private func recorded() async throws -> (id: String, blocks: [String]) {
        let blocks = try await fixture.say(["a question", "an answer"])
        let id = try await fixture.record(into: destination)
        try await fixture.write(id)
        try await fixture.stop()
        try await fixture.write(id)
        return (id, blocks)
    }

    private func remove(isDryRun: Bool = false) async throws -> RecordingRemoval.Outcome {
        try await RecordingRemoval(context: fixture.context).remove(destination, isDryRun: isDryRun)
    }

    @Test func `what is as kato left it goes, and a trial removes nothing`() async throws {
        let (id, _) = try await recorded()
        #expect(try await remove(isDryRun: true) == .removed)
        #expect(disk.paths == [Self.path])
        #expect(try await fixture.journal.plan(id) != nil)
        #expect(try await remove() == .removed)
        #expect(disk.paths.isEmpty)
        #expect(try await fixture.journal.plan(id) == nil)
    }

    /// What somebody makes of the text; each keeps what else the ledger says of it.
    private static let touches: [(name: String, touch: @Sendable (String) -> String)] = [
        ("a line behind it", { $0 + "\n" }), ("a line before it", { "\n" + $0 }),
        ("a word in the place of another", { $0.replacing("a question", with: "A question") }),
        ("a mark in the place of the blank line between blocks", { $0.replacing("\n\n<!-- k:", with: "\n-<!-- k:") }),
        ("a block less", { String($0[..<($0.ranges(of: "\n<!-- k:").last?.lowerBound ?? $0.endIndex)]) }),
    ]

    @Test(arguments: touches.indices)
    func `what somebody touched stays, and so does what kato knows of it`(index: Int) async throws {
        let (id, _) = try await recorded()
        let text = try #require(disk.text(of: Self.path))
        let touched = Self.touches[index].touch(text)
        #expect(touched != text)
        disk.save(touched, to: Self.path)
        #expect(try await remove() == .kept(RecordingRemoval.touched), "\(Self.touches[index].name)")
        #expect(disk.text(of: Self.path) == touched)
        #expect(try await fixture.journal.plan(id) != nil)
    }

    @Test func `from which a block was deleted stays, though the rest is as kato left it`() async throws {
        let (id, blocks) = try await recorded()
        let text = try #require(disk.text(of: Self.path))
        let start = try #require(text.firstRange(of: "\n<!-- k:\(blocks[1])")).lowerBound
        disk.save(String(text[..<start]), to: Self.path)
        try await fixture.write(id)
        #expect(try await fixture.journal.ledger(of: id).last?.state != .placed)
        #expect(try await remove() == .kept(RecordingRemoval.touched))
    }

    @Test func `what is saved there in the last moment stays under its name`() async throws {
        _ = try await recorded()
        let mine = "note-1;\n"
        let saves = Mutex(1)
        disk.onCall { [disk] call in
            guard call == "rename",
                saves.withLock({ count in
                    defer { count -= 1 }
                    return count == 1
                })
            else { return }
            disk.write(Array(mine.utf8), to: disk.openEmpty(Self.path), at: 0)
        }
        #expect(try await remove() == .kept(RecordingRemoval.touched))
        #expect(disk.text(of: Self.path) == mine)
        #expect(disk.paths == [Self.path])
    }

    @Test func `what is being recorded stays`() async throws {
        try await fixture.say(["a question"])
        let id = try await fixture.record(into: destination)
        try await fixture.write(id)
        #expect(try await remove() == .kept("it has come into use"))
        #expect(disk.paths == [Self.path])
    }
}
