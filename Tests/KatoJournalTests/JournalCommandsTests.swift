import KatoJournal
import KatoModel
import Testing

@Suite struct JournalCommandsTests {
    private static let destination = Destination(root: "/rec", components: ["a.md"], format: .markdown)

    private static func execution(_ changes: [RecordingChange], at sequence: Int64 = 1) -> CommandExecution {
        CommandExecution(
            position: EventPosition(sequence: sequence),
            outcome: CommandOutcome(command: "record", verdict: .applied, path: "/rec/a.md", message: "Done."),
            changes: changes)
    }

    private static let open = RecordingChange.openPeriod(
        destination, from: EventPosition(sequence: 1), replacing: false)

    @Test func `a batch without commands is passed by the transaction that stores it`() async throws {
        let journal = try JournalFixture().journal
        let first = try await journal.append(JournalFixture.batch(["one"]))
        #expect(first.isLookedAt && first.recordings.isEmpty)
        #expect(try await journal.userMessagesAwaitingCommands(limit: 10).isEmpty)
    }

    @Test func `a batch that may hold one is not passed, and neither is anything behind it`() async throws {
        let journal = try JournalFixture().journal
        let command = try await journal.append(JournalFixture.batch(["::record"]))
        #expect(command.mayHoldCommands && !command.isLookedAt)
        let next = try await journal.append(JournalFixture.batch(["two"], from: 100))
        #expect(!next.isLookedAt)
        #expect(try await journal.userMessagesAwaitingCommands(limit: 10).map(\.text) == ["::record", "two"])
        try await journal.advanceCommands(to: next.lastSequence)
        #expect(try await journal.append(JournalFixture.batch(["three"], from: 200)).isLookedAt)
    }

    @Test func `a recording that is on is named by every batch of its conversation`() async throws {
        let journal = try JournalFixture().journal
        _ = try await journal.append(JournalFixture.batch(["::record"]))
        let ids = try await journal.commit([Self.execution([Self.open])], of: JournalFixture.session, upTo: 1)
        let batch = try await journal.append(JournalFixture.batch(["two"], from: 100))
        #expect(batch.recordings == [RecordingTask(id: try #require(ids.first), path: "/rec/a.md")])
        #expect(batch.isLookedAt)
    }

    @Test func `an overview counts conversations and recordings, and has the newest commands`() async throws {
        let journal = try JournalFixture().journal
        _ = try await journal.append(JournalFixture.batch(["::record", "two"]))
        _ = try await journal.commit([Self.execution([Self.open])], of: JournalFixture.session, upTo: 1)
        let overview = try journal.overview(activeSince: Timestamp(milliseconds: 0), commands: 5)
        #expect(overview.sessions == (1, 1) && overview.recordings == 1 && overview.commands.count == 1)
        let later = try journal.overview(activeSince: Timestamp(milliseconds: .max), commands: 0)
        #expect(later.sessions == (1, 0) && later.commands.isEmpty)
    }

    @Test func `a refusal keeps what to do`() async throws {
        let fixture = try JournalFixture()
        _ = try await fixture.journal.append(JournalFixture.batch(["::export /etc/x.md"]))
        let outcome = CommandOutcome(
            command: "export", verdict: .denied, path: "/etc/x.md", message: "Not there.", hint: "Elsewhere.")
        try await fixture.journal.commit(
            [CommandExecution(position: EventPosition(sequence: 1), outcome: outcome, changes: [])],
            of: JournalFixture.session, upTo: 1)
        let overview = try fixture.reopened().overview(activeSince: Timestamp(milliseconds: 0), commands: 5)
        #expect(overview.commands.map(\.outcome) == [outcome])
    }

    @Test func `a command whose file went beside the one that was named says so`() async throws {
        let journal = try JournalFixture().journal
        _ = try await journal.append(JournalFixture.batch(["::record", "::capture", "::stop"]))
        func command(_ word: String, _ path: String?, _ changes: [RecordingChange], at sequence: Int64)
            -> CommandExecution
        {
            let outcome = CommandOutcome(
                command: word, verdict: .applied, path: path, message: "Recording a.md to ~/a.md.")
            return CommandExecution(position: EventPosition(sequence: sequence), outcome: outcome, changes: changes)
        }
        let replace = RecordingChange.openPeriod(Self.destination, from: .start, replacing: true)
        let ids = try await journal.commit(
            [
                command("record", "/rec/a.md", [Self.open], at: 1),
                command("export", "/rec/a.md", [.snapshot(Self.destination, upTo: .start)], at: 2),
                command("capture", "/rec/a.md", [.closePeriod(at: EventPosition(sequence: 2)), replace], at: 3),
                command("record", "/rec/a.md", [Self.open], at: 4),
                command("stop", nil, [.closePeriod(at: EventPosition(sequence: 5))], at: 5),
            ], of: JournalFixture.session, upTo: 5)
        let aside = Destination(root: "/rec", components: ["a-2.md"], format: .markdown)
        try await journal.divert(try #require(ids.last), to: aside)
        let commands = try journal.overview(activeSince: Timestamp(milliseconds: 0), commands: 9).commands
        let told = commands.reversed().map { "\($0.outcome.command) \($0.outcome.path ?? "-")" }
        #expect(
            told == ["record /rec/a.md", "export /rec/a.md", "capture /rec/a-2.md", "record /rec/a-2.md", "stop -"])
        #expect(commands[2].outcome.message == "Recording a.md to ~/a-2.md.")
        #expect(commands[2].outcome.hint?.hasPrefix("a.md was left as it is.") == true)
        #expect(commands[4].outcome.hint == nil)
    }

    @Test func `of several periods that hold a block, the newest says which lines of its message belong to it`()
        async throws
    {
        let journal = try JournalFixture().journal
        let text = "::record\none\n::stop\ntwo"
        _ = try await journal.append(JournalFixture.batch([text]))
        let event = try #require(try await journal.events(of: JournalFixture.session, after: 0, limit: 1).events.first)
        func commit(_ change: RecordingChange, line: Int) async throws -> [String] {
            let execution = CommandExecution(
                position: EventPosition(sequence: 1, line: line),
                outcome: CommandOutcome(command: "x", verdict: .applied, path: "/rec/a.md", message: "Done."),
                changes: [change])
            return try await journal.commit([execution], of: JournalFixture.session, upTo: 1)
        }
        let id = try #require(try await commit(Self.open, line: 0).first)
        _ = try await commit(.closePeriod(at: EventPosition(sequence: 1, line: 2)), line: 2)
        func lines() async throws -> Range<Int>? {
            try await journal.sources(ofBlocks: [event.id.short], of: id).first?.lines
        }
        #expect(try await lines() == 0..<2)
        _ = try await commit(.openPeriod(Self.destination, from: .start, replacing: true), line: 4)
        #expect(try await lines() == nil)
        _ = try await commit(.closePeriod(at: EventPosition(sequence: 1, line: 3)), line: 5)
        #expect(try await lines() == 0..<3)
    }

    @Test func `a command found twice takes effect once`() async throws {
        let journal = try JournalFixture().journal
        _ = try await journal.append(JournalFixture.batch(["::record"]))
        _ = try await journal.commit([Self.execution([Self.open])], of: JournalFixture.session, upTo: 1)
        // The same event and line again, as after a crash that lost the position.
        await #expect(throws: (any Error).self) {
            try await journal.commit([Self.execution([Self.open])], of: JournalFixture.session, upTo: 1)
        }
        #expect(try journal.overview(activeSince: Timestamp(milliseconds: 0), commands: 10).commands.count == 1)
        #expect(try await journal.unfinishedRecordings(of: nil).count == 1)
    }

    @Test func `what was looked at once is not looked at again, whatever comes late`() async throws {
        let journal = try JournalFixture().journal
        _ = try await journal.append(JournalFixture.batch(["::record", "::stop"]))
        try await journal.advanceCommands(to: 2)
        try await journal.advanceCommands(to: 1)
        #expect(try await journal.userMessagesAwaitingCommands(limit: 10).isEmpty)
    }

    @Test func `stopping leaves what was due before it due`() async throws {
        let journal = try JournalFixture().journal
        _ = try await journal.append(JournalFixture.batch(["::record", "two", "::stop"]))
        let ids = try await journal.commit(
            [Self.execution([Self.open]), Self.execution([.closePeriod(at: EventPosition(sequence: 3))], at: 3)],
            of: JournalFixture.session, upTo: 3)
        let id = try #require(ids.first)
        let plan = try #require(try await journal.plan(id))
        #expect(plan.period?.end == EventPosition(sequence: 3))
        #expect(plan.limit == 3)
        #expect(try journal.overview(activeSince: Timestamp(milliseconds: 0), commands: 5).recordings == 0)
        #expect(try await journal.unfinishedRecordings(of: nil).count == 1)
    }

    @Test func `a recording knows when another one wrote into its file since`() async throws {
        let journal = try JournalFixture().journal
        _ = try await journal.append(JournalFixture.batch(["::record"]))
        let other = SessionID(rawValue: "0a1b2c3d-0000-5000-8000-000000000000")
        let batch = JournalFixture.batch(["second"], from: 100)
        _ = try await journal.append(
            EventBatch(
                source: SourceReference(path: "/logs/b", provider: ProviderID("claude"), nativeID: "b", agentID: nil),
                session: SessionKey(provider: ProviderID("claude"), nativeID: "b"), sessionID: other,
                buffer: batch.buffer, baseOffset: 0, records: [], facts: SessionFacts(), checkpoint: batch.checkpoint,
                normalizerState: ""))
        let ids = [
            try #require(
                try await journal.commit([Self.execution([Self.open])], of: JournalFixture.session, upTo: 1).first),
            try #require(try await journal.commit([Self.execution([Self.open], at: 2)], of: other, upTo: 2).first),
        ]
        func write(_ number: Int, _ state: String) async throws {
            let landed = LandedFile(device: 1, inode: 1, size: 1)
            let job = WriteJob(
                action: .append, periodID: 1, payload: [], blocks: [], base: landed, done: .start, renderState: state)
            try await journal.commit(job, for: ids[number], blocks: [], landed: landed, wasTorn: false)
        }
        func states() async throws -> [String?] {
            [try await journal.plan(ids[0])?.renderState, try await journal.plan(ids[1])?.renderState]
        }
        try await write(0, "one")
        #expect(try await states() == ["one", "interrupted\n"])
        try await write(0, "one more")
        #expect(try await states() == ["one more", "interrupted\n"])
        try await write(1, "two")
        #expect(try await states() == ["interrupted\none more", "two"])
        try await write(0, "again")
        #expect(try await states() == ["again", "interrupted\ntwo"])
    }
}
