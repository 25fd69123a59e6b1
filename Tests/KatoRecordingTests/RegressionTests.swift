import FileAccess
import KatoJournal
import KatoModel
import KatoTestSupport
import Synchronization
import Testing

@testable import KatoRecording

/// The ways in which earlier protocols failed. Each was seen red with the mistake put back.
@Suite struct RegressionTests {
    private let disk = SimulatedDisk()
    private let fixture: RecordingFixture
    private let destination = Destination(root: "/notes", components: ["talk.md"], format: .markdown)
    private static let path = "/notes/talk.md"

    init() throws {
        fixture = try RecordingFixture(SimulatedFileSystem(disk))
    }

    private var text: String { disk.text(of: Self.path) ?? "" }

    private func counts(_ blocks: [String]) -> [Int] { RecordingFixture.occurrences(blocks, in: text) }

    /// Presence was once decided by a block's whole text: a line typed into it made it be written again, for ever.
    @Test func `a line typed into a block does not bring the block a second time`() async throws {
        let blocks = try await fixture.say(["a question\nof two lines", "an answer"])
        let id = try await fixture.record(into: destination)
        try await fixture.write(id)
        disk.save(text.replacing("of two lines", with: "note-1;\nof two lines"), to: Self.path)
        for number in 0..<3 {
            try await fixture.say(["said later \(number)"])
            try await fixture.write(id)
        }
        #expect(counts(blocks) == [1, 1])
        #expect(EditorDouble.notes(in: text) == ["note-1;"])
        #expect(try await fixture.journal.ledger(of: id).allSatisfy { $0.state == .placed && $0.restored == 0 })
    }

    /// What a write had put into the file before it was killed was once written again where the user had deleted it.
    @Test func `a block that was deleted before its write was noted stays away`() async throws {
        let first = try await fixture.say(["first"])
        let id = try await fixture.record(into: destination)
        try await fixture.write(id)
        let blocks = try await fixture.say(["one", "to be deleted", "three", "also to be deleted", "five"])
        let stops = FaultPlan { $0.operation == "sync" ? .fail(5) : .pass }
        try await fixture.restart(over: FaultyFileSystem(stops, over: SimulatedFileSystem(disk)))
        await #expect(throws: RecordingError.self) { try await fixture.write(id) }
        #expect(counts(first + blocks) == [1, 1, 1, 1, 1, 1])
        var buffer = text
        for (gone, next) in [(1, 2), (3, 4)] {
            let start = try #require(buffer.firstRange(of: "<!-- k:\(blocks[gone]) -->")).lowerBound
            let end = try #require(buffer.firstRange(of: "<!-- k:\(blocks[next]) -->")).lowerBound
            buffer.removeSubrange(start..<end)
        }
        disk.save(buffer, to: Self.path)
        try await fixture.restart(over: SimulatedFileSystem(disk))
        try await fixture.write(id)
        let last = try await fixture.say(["said later"])
        try await fixture.write(id)
        #expect(counts(first + blocks + last) == [1, 1, 0, 1, 0, 1, 1])
    }

    /// The ledger was once searched from its end up to the first block that was there: a block written to the old
    /// copy before that was noticed hid those that were missing before it.
    @Test func `what an old buffer dropped is noticed though a newer block stands there`() async throws {
        let blocks = try await fixture.say(["first"])
        let id = try await fixture.record(into: destination)
        try await fixture.write(id)
        let buffer = text
        let dropped = try await fixture.say(["dropped"])
        try await fixture.write(id)
        let later = try await fixture.say(["written to the old copy"])
        // The save comes between the storing of the write and its writing.
        let saves = Mutex(1)
        disk.onCall { [disk] call in
            guard call == "append",
                saves.withLock({ count in
                    defer { count -= 1 }
                    return count == 1
                })
            else { return }
            // In place, so that the write goes into what was saved.
            let file = disk.openEmpty(Self.path)
            disk.write(Array(buffer.utf8), to: file, at: 0)
        }
        try await fixture.write(id)
        #expect(counts(blocks + dropped + later) == [1, 1, 1])
    }

    /// The size after a write was once not checked: the inode was the same, and the content the editor's.
    @Test func `a write into the middle of a save in place is noticed`() async throws {
        let blocks = try await fixture.say(["first"])
        let id = try await fixture.record(into: destination)
        try await fixture.write(id)
        let buffer = Array(("note-1;\n" + text).utf8)
        let later = try await fixture.say(["written in the middle of the save"])
        let schedule = EditorSchedule(seed: 1)
        let steps = Mutex(0)
        // Emptied before the write, written behind it: over what kato wrote.
        disk.onCall { [disk] call in
            let step = steps.withLock { step -> Int in
                if call == "append" || step > 0 { step += 1 }
                return step
            }
            if step == 1 { schedule.begin([{ disk.write(buffer, to: disk.openEmpty(Self.path), at: 0) }]) }
            if step == 1 { _ = disk.openEmpty(Self.path) }
            if step == 2 { schedule.finish() }
        }
        try await fixture.write(id)
        disk.onCall(nil)
        try await fixture.write(id)
        #expect(counts(blocks + later) == [1, 1])
        #expect(EditorDouble.notes(in: text) == ["note-1;"])
    }

    /// A short reading was once taken for the file as it is (simulator, seed 758047252): all of a write that had
    /// landed, and was only not known to have, was written again between the pieces of the save.
    @Test func `a file that is emptied while it is looked at is not filled again`() async throws {
        let clock = SimulatedClock()
        let fixture = try RecordingFixture(SimulatedFileSystem(disk), clock: clock)
        let blocks = try await fixture.say(["first", "second", "third"])
        let id = try await fixture.record(into: destination)
        fixture.use(FaultyFileSystem(.once(at: 4, .fail(5)), over: SimulatedFileSystem(disk)))
        await #expect(throws: RecordingError.self) { try await fixture.write(id) }
        #expect(counts(blocks) == [1, 1, 1])
        let buffer = Array(("note-1;\n" + text).utf8)
        let third = buffer.count / 3
        let reads = Mutex(0)
        let file = Mutex<UInt64?>(nil)
        disk.onCall { [disk] call in
            let number = reads.withLock { count in
                if call == "read" { count += 1 }
                return count
            }
            if call == "read", number == 2 { file.withLock { $0 = disk.openEmpty(Self.path) } }
            if call == "append", let file = file.withLock({ $0 }) { disk.write(buffer[..<third], to: file, at: 0) }
        }
        clock.onSleep { [disk] in
            if let file = file.withLock({ $0.take() }) { disk.write(buffer, to: file, at: 0) }
        }
        fixture.use(SimulatedFileSystem(disk))
        try await fixture.write(id)
        #expect(reads.withLock { $0 } > 2)
        #expect(counts(blocks) == [1, 1, 1])
        #expect(EditorDouble.notes(in: text) == ["note-1;"])
    }

    /// The identity once stood behind the heading: a torn write that an editor saved gave the heading twice.
    @Test func `a torn write that an editor saved is not begun a second time`() async throws {
        try await fixture.say(["first", "first answer"])
        let id = try await fixture.record(into: destination)
        try await fixture.write(id)
        for kept in stride(from: 1, through: 80, by: 3) {
            let blocks = try await fixture.say(["a question \(kept)", "an answer \(kept)"])
            let plan = FaultPlan.once(at: 0, .cut(after: kept, 5))
            try await fixture.restart(over: FaultyFileSystem(plan, over: SimulatedFileSystem(disk)))
            do { try await fixture.write(id) } catch is RecordingError {}
            disk.save(disk.bytes(of: Self.path) ?? [], to: Self.path)
            try await fixture.restart(over: SimulatedFileSystem(disk))
            try await fixture.write(id)
            #expect(counts(blocks) == [1, 1], "torn after \(kept) bytes")
            #expect(text.ranges(of: "a question \(kept)\n").count == 1, "torn after \(kept) bytes")
            #expect(text.ranges(of: "an answer \(kept)\n").count == 1, "torn after \(kept) bytes")
        }
        let headings = text.split(separator: "\n").filter { $0.hasPrefix("# User") }
        #expect(headings.count == text.ranges(of: "a question").count + 1)
    }
}
