import FileAccess
import KatoModel
import KatoTestSupport
import Testing

@testable import KatoRecording

/// Saves over a recording of which kato knows who read it, on a simulated disk.
@Suite struct ReadershipTests {
    let disk: SimulatedDisk
    let fixture: RecordingFixture
    static let path = "/notes/talk.md"
    let destination = Destination(root: "/notes", components: ["talk.md"], format: .markdown)

    init() throws {
        let clock = SimulatedClock()
        disk = SimulatedDisk(now: RecordingFixture.nanoseconds(clock))
        fixture = try RecordingFixture(SimulatedFileSystem(disk), clock: clock, watch: SimulatedReaderWatch(disk))
    }

    private var text: String { disk.text(of: Self.path) ?? "" }

    private func counts(_ blocks: [String]) -> [Int] { RecordingFixture.occurrences(blocks, in: text) }

    /// A recording of three messages, the file as an editor then loads it, and two messages more.
    private func loaded() async throws -> (id: String, seen: [String], buffer: String, later: [String]) {
        var seen = try await fixture.say(["the first message"])
        let id = try await fixture.record(into: destination)
        try await fixture.write(id)
        seen += try await say(["the second message", "the third message"], id)
        let buffer = try #require(disk.load(Self.path))
        return (id, seen, buffer, try await say(["said later", "said last"], id))
    }

    private func say(_ texts: [String], _ id: String) async throws -> [String] {
        var blocks: [String] = []
        for text in texts {
            blocks += try await fixture.say([text])
            try await fixture.write(id)
        }
        return blocks
    }

    /// Without a block that is the last, but with the blank line before it, as a person leaves it.
    private func deletingLast(_ block: String, _ buffer: String) throws -> String {
        String(buffer[..<(try #require(buffer.firstRange(of: "<!-- k:\(block) -->")).lowerBound)])
    }

    @Test func `the last block of an old buffer was deleted: what came after it was not`() async throws {
        let (id, seen, buffer, later) = try await loaded()
        disk.save(try deletingLast(seen[2], buffer), to: Self.path)
        try await fixture.write(id)
        #expect(counts(seen + later) == [1, 1, 0, 1, 1])
    }

    @Test func `what nobody has read comes back however late the old buffer is saved`() async throws {
        let (id, seen, buffer, later) = try await loaded()
        fixture.clock.advance(by: .seconds(86_400))
        disk.save("my own line\n\n" + buffer, to: Self.path)
        try await fixture.write(id)
        #expect(counts(seen + later) == [1, 1, 1, 1, 1])
        #expect(text.hasPrefix("my own line\n"))
    }

    @Test func `and however often, also when it is saved in place`() async throws {
        let (id, seen, buffer, later) = try await loaded()
        for round in 0..<8 {
            if round % 2 == 0 {
                disk.save(buffer, to: Self.path)
            } else {
                disk.write(Array(buffer.utf8), to: disk.openEmpty(Self.path), at: 0)
            }
            try await fixture.write(id)
            #expect(counts(seen + later) == [1, 1, 1, 1, 1])
        }
    }

    @Test func `what was read and then deleted stays away`() async throws {
        let (id, seen, _, later) = try await loaded()
        let buffer = try #require(disk.load(Self.path))
        disk.save(try deletingLast(later[1], buffer), to: Self.path)
        try await fixture.write(id)
        #expect(counts(seen + later) == [1, 1, 1, 1, 0])
    }

    @Test func `who reads the file after the save does not hide that nobody had before`() async throws {
        let (id, seen, buffer, later) = try await loaded()
        fixture.clock.advance(by: .seconds(86_400))
        disk.write(Array(buffer.utf8), to: disk.openEmpty(Self.path), at: 0)
        fixture.clock.onSleep { [disk] in _ = disk.load(Self.path) }
        try await fixture.write(id)
        #expect(counts(seen + later) == [1, 1, 1, 1, 1])
    }

    @Test func `after a start nothing is known of who read what was written before`() async throws {
        let (id, seen, buffer, later) = try await loaded()
        try await fixture.restart(over: SimulatedFileSystem(disk))
        let newest = try await say(["said after the start"], id)
        fixture.clock.advance(by: .seconds(86_400))
        disk.save(buffer, to: Self.path)
        try await fixture.write(id)
        #expect(counts(seen + later + newest) == [1, 1, 1, 0, 0, 1])
    }

    @Test func `half of a write that somebody read counts as read`() async throws {
        let (id, seen, _, _) = try await loaded()
        let torn = FaultPlan.once(at: 0, .cut(after: 150, 5))
        fixture.use(FaultyFileSystem(torn, over: SimulatedFileSystem(disk)))
        let pair = try await fixture.say(["one of a pair", "two of a pair"])
        await #expect(throws: RecordingError.self) { try await fixture.write(id) }
        let half = try #require(disk.load(Self.path))
        fixture.use(SimulatedFileSystem(disk))
        try await fixture.write(id)
        #expect(counts(pair) == [1, 1])
        disk.save(try deletingLast(pair[0], half), to: Self.path)
        try await fixture.write(id)
        #expect(counts(seen + pair) == [1, 1, 1, 0, 0])
    }
}
