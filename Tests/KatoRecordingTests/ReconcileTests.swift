import FileAccess
import KatoJournal
import KatoModel
import KatoTestSupport
import Synchronization
import Testing

@testable import KatoRecording

/// What becomes of a recording that somebody saves over, on a simulated disk.
@Suite struct ReconcileTests {
    let disk = SimulatedDisk()
    let fixture: RecordingFixture
    static let path = "/notes/talk.md"
    let destination = Destination(root: "/notes", components: ["talk.md"], format: .markdown)

    init() throws {
        fixture = try RecordingFixture(SimulatedFileSystem(disk))
    }

    private var text: String { disk.text(of: Self.path) ?? "" }

    private func save(_ text: String) { disk.save(text, to: Self.path) }

    /// A recording of `count` messages, each written by itself.
    private func recorded(_ count: Int) async throws -> (id: String, blocks: [String]) {
        var blocks = try await fixture.say(["message 0 of the conversation, long enough to be told from others"])
        let id = try await fixture.record(into: destination)
        try await fixture.write(id)
        for number in 1..<count {
            blocks += try await fixture.say([
                "message \(number) of the conversation, long enough to be told from others"
            ])
            try await fixture.write(id)
        }
        return (id, blocks)
    }

    private func counts(_ blocks: [String]) -> [Int] { RecordingFixture.occurrences(blocks, in: text) }

    private func without(_ block: String, _ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(of: "<!-- k:\(block) -->") else { return text }
        let end = lines[(start + 1)...].firstIndex { $0.hasPrefix("<!-- k:") } ?? lines.count
        lines.removeSubrange(start..<end)
        return lines.joined(separator: "\n")
    }

    @Test func `what an old buffer dropped comes back, and the user's line stays`() async throws {
        let (id, blocks) = try await recorded(2)
        let buffer = text
        let later = try await fixture.say(["message two, said later", "message three, said later"])
        try await fixture.write(id)
        save("my own line\n\n" + buffer)
        try await fixture.write(id)
        #expect(counts(blocks + later) == [1, 1, 1, 1])
        #expect(text.hasPrefix("my own line\n\n---\n"))
        let settled = text
        try await fixture.write(id)
        #expect(text == settled)
    }

    @Test func `a buffer that holds half of an interrupted write drops the other half, which comes back`() async throws
    {
        let (id, blocks) = try await recorded(2)
        let before = text.utf8.count
        let one = try await fixture.say(["an even line 1"])
        try await fixture.write(id)
        // The next of the same speaker and length is as long; the write is cut just behind it.
        let length = text.utf8.count - before
        let two = try await fixture.say(["an even line 2"])
        try await fixture.write(id)
        let three = try await fixture.say(["an even line 3", "an even line 4", "an even line 5"])
        let torn = FaultPlan.once(at: 0, .cut(after: length + 5, 5))
        try await fixture.restart(over: FaultyFileSystem(torn, over: SimulatedFileSystem(disk)))
        await #expect(throws: RecordingError.self) { try await fixture.write(id) }
        let buffer = text
        #expect(counts(three) == [1, 0, 0])
        try await fixture.restart(over: SimulatedFileSystem(disk))
        try await fixture.write(id)
        #expect(counts(three) == [1, 1, 1])
        save(buffer + "\nmy own line\n")
        try await fixture.write(id)
        #expect(counts(blocks + one + two + three) == [1, 1, 1, 1, 1, 1, 1])
        #expect(text.contains("\nmy own line\n"))
    }

    @Test func `what was dropped comes back before what is new`() async throws {
        let (id, blocks) = try await recorded(2)
        let buffer = text
        let later = try await fixture.say(["said later"])
        try await fixture.write(id)
        save(buffer)
        let last = try await fixture.say(["said last"])
        try await fixture.write(id)
        #expect(counts(blocks + later + last) == [1, 1, 1, 1])
        let places = try (later + last).map { try #require(text.firstRange(of: $0)).lowerBound }
        #expect(places == places.sorted())
    }

    @Test func `a block that was deleted stays away, also after a restart`() async throws {
        let (id, blocks) = try await recorded(4)
        save(without(blocks[1], text))
        try await fixture.write(id)
        #expect(counts(blocks) == [1, 0, 1, 1])
        try await fixture.restart(over: SimulatedFileSystem(disk))
        try await fixture.say(["and on it goes"])
        try await fixture.write(id)
        #expect(counts(blocks) == [1, 0, 1, 1])
        #expect(try await fixture.journal.ledger(of: id).filter { $0.state == .deleted }.map(\.id) == [blocks[1]])
    }

    @Test func `the last block, deleted with the text cursor, stays away`() async throws {
        let (id, blocks) = try await recorded(3)
        let start = try #require(text.firstRange(of: "<!-- k:\(blocks[2]) -->")).lowerBound
        save(String(text[..<start]))
        try await fixture.write(id)
        #expect(counts(blocks) == [1, 1, 0])
    }

    @Test func `the blank line of a deleted block does not count against what is dropped later`() async throws {
        let (id, blocks) = try await recorded(3)
        let start = try #require(text.firstRange(of: "<!-- k:\(blocks[2]) -->")).lowerBound
        let buffer = String(text[..<start])
        save(buffer)
        try await fixture.write(id)
        let later = try await fixture.say(["said later"])
        try await fixture.write(id)
        save(buffer)
        try await fixture.write(id)
        #expect(counts(blocks + later) == [1, 1, 0, 1])
    }

    @Test func `a block whose identity alone was taken away is not written again`() async throws {
        let (id, blocks) = try await recorded(3)
        save(text.replacing("<!-- k:\(blocks[2]) -->\n", with: ""))
        try await fixture.write(id)
        #expect(counts(blocks) == [1, 1, 0])
        #expect(text.ranges(of: "message 2 of").count == 1)
    }

    @Test func `what an agent says twice does not count as text of a block that was dropped`() async throws {
        let (id, blocks) = try await recorded(1)
        let buffer = text
        let said = "The file /home/ada/parcels/notes.md has been updated successfully."
        let first = try await fixture.say([said])
        try await fixture.write(id)
        let withFirst = text
        let second = try await fixture.say([said, "and something else that is long enough to be told by"])
        try await fixture.write(id)
        save(withFirst)
        try await fixture.write(id)
        #expect(counts(blocks + first + second) == [1, 1, 1, 1])
        save(buffer)
        try await fixture.write(id)
        #expect(counts(blocks + first + second) == [1, 1, 1, 1])
    }

    @Test func `with all identities taken away nothing is written again`() async throws {
        let (id, blocks) = try await recorded(3)
        save(
            text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("<!-- k:") }
                .joined(separator: "\n"))
        try await fixture.write(id)
        #expect(counts(blocks) == [0, 0, 0])
        let last = try await fixture.say(["said last"])
        try await fixture.write(id)
        #expect(counts(last) == [1])
        #expect(text.ranges(of: "message 1 of").count == 1)
    }

    @Test func `a block that comes back and is taken away each time stays away in the end`() async throws {
        let (id, blocks) = try await recorded(2)
        let buffer = text
        let later = try await fixture.say(["said later"])
        try await fixture.write(id)
        for _ in 0..<Reconciliation.restorations {
            save(buffer)
            try await fixture.write(id)
            #expect(counts(blocks + later) == [1, 1, 1])
        }
        save(buffer)
        try await fixture.write(id)
        #expect(counts(blocks + later) == [1, 1, 0])
    }

    @Test func `an emptied file begins anew with what is new`() async throws {
        let (id, blocks) = try await recorded(3)
        save("")
        try await fixture.write(id)
        #expect(text.isEmpty)
        let last = try await fixture.say(["said last"])
        try await fixture.write(id)
        #expect(counts(blocks + last) == [0, 0, 0, 1])
        #expect(text.hasPrefix("---\n"))
    }

    @Test func `a save that begins while the file is looked at is not taken for an emptied file`() async throws {
        let (id, blocks) = try await recorded(2)
        let buffer = text
        let later = try await fixture.say(["said later"])
        try await fixture.write(id)
        save(buffer + "note-1;\n")
        let schedule = EditorSchedule(seed: 1)
        let editor = EditorDouble(loading: text)
        let opens = Mutex(0)
        // The second open is the one after the file was found to be quiet.
        disk.onCall { [disk] call in
            guard call == "open",
                opens.withLock({ count in
                    count += 1
                    return count == 2
                })
            else { return }
            let steps = editor.save(.backupThenCreate, to: Self.path, on: disk)
            steps[0]()
            schedule.begin(Array(steps.dropFirst()))
        }
        fixture.clock.onSleep { schedule.whileAsleep() }
        _ = try await fixture.say(["said last"])
        try await fixture.write(id)
        #expect(counts(blocks + later) == [1, 1, 1])
        #expect(EditorDouble.notes(in: text) == ["note-1;"])
    }

    @Test func `a removed file is not made again until something is said`() async throws {
        let (id, blocks) = try await recorded(3)
        disk.remove(Self.path)
        try await fixture.write(id)
        #expect(disk.bytes(of: Self.path) == nil)
        let last = try await fixture.say(["said last"])
        try await fixture.write(id)
        #expect(counts(blocks + last) == [0, 0, 0, 1])
    }

    @Test func `a stopped recording takes back what an old buffer dropped`() async throws {
        let (id, blocks) = try await recorded(1)
        let buffer = text
        let later = try await fixture.say(["said later"])
        try await fixture.write(id)
        try await fixture.stop()
        try await fixture.write(id)
        save(buffer)
        try await fixture.write(id)
        #expect(counts(blocks + later) == [1, 1])
        #expect(try await fixture.journal.plan(id)?.period == nil)
    }

    @Test func `what waits to be put back survives a crash`() async throws {
        let (id, blocks) = try await recorded(1)
        let buffer = text
        let later = try await fixture.say(["said later", "and later still"])
        try await fixture.write(id)
        save(buffer)
        let full = FaultPlan { $0.operation == "append" ? .fail(28) : .pass }
        try await fixture.restart(over: FaultyFileSystem(full, over: SimulatedFileSystem(disk)))
        await #expect(throws: RecordingError.self) { try await fixture.write(id) }
        #expect(try await fixture.journal.unfinishedRecordings(of: nil).map(\.id) == [id])
        try await fixture.restart(over: SimulatedFileSystem(disk))
        try await fixture.write(id)
        #expect(counts(blocks + later) == [1, 1, 1])
    }

    @Test func `two recordings in one file each keep their blocks`() async throws {
        let (id, blocks) = try await recorded(2)
        try await fixture.say(["another conversation begins"], in: RecordingFixture.second)
        let other = try await fixture.record(RecordingFixture.second, into: destination)
        try await fixture.write(other)
        let buffer = text
        let mine = try await fixture.say(["one more here"])
        let theirs = try await fixture.say(["one more there"], in: RecordingFixture.second)
        try await fixture.write(id)
        try await fixture.write(other)
        save("a line of mine\n" + buffer)
        try await fixture.write(id)
        try await fixture.write(other)
        #expect(counts(blocks + mine + theirs) == [1, 1, 1, 1])
        let settled = text
        try await fixture.write(id)
        try await fixture.write(other)
        #expect(text == settled)
    }

    @Test func `repair tells what is missing and puts it back once`() async throws {
        let (id, blocks) = try await recorded(4)
        save(without(blocks[1], text).replacing("message 2 of", with: "message two of"))
        try await fixture.write(id)
        let repair = RecordingRepair(context: fixture.context)
        let before = try #require(try await repair.report(Self.path))
        #expect(before.deleted == 1)
        #expect(before.edited == 1)
        #expect(before.missing == 0)
        _ = try await repair.restore(Self.path)
        try await fixture.write(id)
        #expect(counts(blocks) == [1, 1, 1, 1])
        let after = try #require(try await repair.report(Self.path)).restoring(since: before)
        #expect(after.restored == 1)
        #expect(after.deleted == 0)
        #expect(try await repair.report("/notes/other.md") == nil)
    }
}
