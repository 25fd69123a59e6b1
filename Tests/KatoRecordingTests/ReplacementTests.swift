import FileAccess
import KatoJournal
import KatoModel
import KatoTestSupport
import Synchronization
import Testing

@testable import KatoRecording

/// Files that are written anew, and what must not go with their old content.
@Suite struct ReplacementTests {
    let disk = SimulatedDisk()
    let fixture: RecordingFixture
    static let path = "/notes/talk.md"
    static let beside = "/notes/talk-2.md"
    let destination = Destination(root: "/notes", components: ["talk.md"], format: .markdown)

    init() throws {
        fixture = try RecordingFixture(SimulatedFileSystem(disk))
    }

    /// A recording of two messages, stopped.
    private func recorded(_ session: SessionID = RecordingFixture.first) async throws -> (id: String, blocks: [String])
    {
        let blocks = try await fixture.say(["one", "two"], in: session)
        let id = try await fixture.record(session, into: destination)
        try await fixture.write(id)
        try await fixture.stop(session)
        try await fixture.write(id)
        return (id, blocks)
    }

    private func counts(_ blocks: [String], _ path: String = path) -> [Int] {
        RecordingFixture.occurrences(blocks, in: disk.text(of: path) ?? "")
    }

    @Test func `what the journal has forgotten is not replaced by what came after it`() async throws {
        let (_, old) = try await recorded()
        fixture.clock.advance(by: .seconds(86_400))
        #expect(
            try await fixture.journal.forgetSession(
                RecordingFixture.first, before: fixture.context.now()))
        let new = try await fixture.say(["three"])
        let id = try await fixture.record(into: destination, replacing: true)
        try await fixture.write(id)
        #expect(counts(old) == [1, 1])
        #expect(counts(new, Self.beside) == [1])
    }

    @Test func `another conversation's recording is not replaced`() async throws {
        let (_, old) = try await recorded()
        let new = try await fixture.say(["three"], in: RecordingFixture.second)
        let id = try await fixture.record(RecordingFixture.second, into: destination, replacing: true)
        try await fixture.write(id)
        #expect(counts(old) == [1, 1])
        #expect(counts(new, Self.beside) == [1])
    }

    @Test func `a copy of another conversation, which can be made again, is replaced`() async throws {
        let old = try await fixture.say(["one"])
        let last = EventPosition(sequence: try await fixture.journal.lastSequence() + 1)
        let copy = try #require(try await fixture.obey([.snapshot(destination, upTo: last)]).last)
        try await fixture.write(copy)
        #expect(counts(old) == [1])
        let new = try await fixture.say(["three"], in: RecordingFixture.second)
        let id = try await fixture.record(RecordingFixture.second, into: destination, replacing: true)
        try await fixture.write(id)
        #expect(counts(old + new) == [0, 1])
        #expect(disk.paths == [Self.path])
    }

    @Test func `the new file may be read by whom the old one could be, and nobody else`() async throws {
        let (_, blocks) = try await recorded()
        disk.setUp(Self.path, mode: 0o600)
        let id = try await fixture.record(into: destination, replacing: true)
        try await fixture.write(id)
        #expect(counts(blocks) == [1, 1])
        #expect(disk.mode(of: Self.path) == 0o600)
    }

    @Test func `a file with attributes that the new one would not have stays`() async throws {
        let (_, blocks) = try await recorded()
        disk.setUp(Self.path, mode: 0o644, hasAttributes: true)
        let id = try await fixture.record(into: destination, replacing: true)
        try await fixture.write(id)
        #expect(counts(blocks) == [1, 1])
        #expect(counts(blocks, Self.beside) == [1, 1])
    }

    /// Somebody saves just before the two files are exchanged; then the machine stops, or a call fails, and they save
    /// once more over what stands there.
    @Test(arguments: [false, true])
    func `of two saves around an exchange that was interrupted none is lost`(isSecondSaved: Bool) async throws {
        let (_, blocks) = try await recorded()
        let id = try await fixture.record(into: destination, replacing: true)
        let old = disk.text(of: Self.path) ?? ""
        let isDone = Mutex(false)
        disk.onCall { [disk] call in
            guard call == "exchange",
                isDone.withLock({ done in
                    defer { done = true }; return !done
                })
            else { return }
            disk.write(Array(("the first save\n" + old).utf8), to: disk.openEmpty(Self.path), at: 0)
        }
        // Everything after the exchange fails.
        let plan = FaultPlan { _ in isDone.withLock { $0 } ? .fail(5) : .pass }
        fixture.use(FaultyFileSystem(plan, over: SimulatedFileSystem(disk)))
        _ = try? await fixture.write(id)
        disk.onCall(nil)
        if isSecondSaved {
            disk.save("the second save\n" + (disk.text(of: Self.path) ?? ""), to: Self.path)
        }
        try await fixture.restart(over: SimulatedFileSystem(disk))
        try await fixture.write(id)
        let texts = disk.paths.compactMap { disk.text(of: $0) }
        #expect(texts.contains { $0.contains("the first save") })
        #expect(texts.contains { $0.contains("the second save") } == isSecondSaved)
        #expect(!disk.paths.contains { $0.contains(".tmp") })
        #expect(texts.contains { RecordingFixture.occurrences(blocks, in: $0) == [1, 1] })
    }
}
