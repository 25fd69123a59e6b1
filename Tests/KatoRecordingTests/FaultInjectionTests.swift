import FileAccess
import KatoJournal
import KatoModel
import KatoTestSupport
import Testing

@testable import KatoRecording

/// Every call that changes a file fails in every way, once; then the recorder is started again and everything due
/// stands in the file once.
@Suite struct FaultInjectionTests {
    static let destination = Destination(root: "/notes", components: ["talk.md"], format: .markdown)
    static let path = "/notes/talk.md"
    static let note = "a line of the user's"

    /// What is under way when the fault strikes.
    enum Scenario: String, CaseIterable, Sendable {
        case creating, appending, replacing, diverting, restoring, patching
    }

    /// How a call fails.
    static let verdicts: [FaultPlan.Verdict] = [
        .fail(4), .fail(5), .fail(13), .fail(28), .cut(after: 0, 28), .cut(after: 1, 5), .cut(after: 11, 28),
        .cut(after: .max, 5),
    ]

    @Test(arguments: Scenario.allCases)
    func `after any call failed once, everything due is there once`(scenario: Scenario) async throws {
        let calls = try await run(scenario, FaultPlan())
        #expect(calls.count >= 2)
        for index in calls.indices {
            for verdict in Self.verdicts { try await run(scenario, .once(at: index, verdict)) }
        }
    }

    @Test(arguments: Scenario.allCases)
    func `after the machine stopped at any call, everything due is there once`(scenario: Scenario) async throws {
        for index in try await run(scenario, FaultPlan()).indices {
            try await run(scenario, .crash(at: index))
            // Half of a write is one case; nothing of it and all of it are others.
            for kept in [0, 9, Int.max - 1] {
                try await run(
                    scenario,
                    FaultPlan { call in
                        guard call.index >= index else { return .pass }
                        return call.index == index ? .cut(after: kept, 5) : .fail(5)
                    })
            }
        }
    }

    @Test func `where files cannot be exchanged a capture goes beside, and the file stays what it was`() async throws {
        let disk = SimulatedDisk()
        disk.setCanExchange(false)
        let fixture = try RecordingFixture(SimulatedFileSystem(disk))
        let blocks = try await fixture.say(["one", "two"])
        let id = try await fixture.record(into: Self.destination)
        try await fixture.write(id)
        let before = disk.text(of: Self.path)
        try await fixture.record(into: Self.destination, replacing: true)
        try await fixture.write(id)
        #expect(disk.text(of: Self.path) == before)
        #expect(RecordingFixture.occurrences(blocks, in: disk.text(of: "/notes/talk-2.md") ?? "") == [1, 1])
        #expect(disk.paths == ["/notes/talk-2.md", Self.path])
    }

    // MARK: - Running

    /// Runs a scenario with faults, then without, and checks what came of it.
    ///
    /// - Returns: the calls that were tried under the plan.
    @discardableResult
    private func run(_ scenario: Scenario, _ plan: FaultPlan) async throws -> [FaultPlan.Call] {
        let disk = SimulatedDisk()
        let plain = SimulatedFileSystem(disk)
        let fixture = try RecordingFixture(plain)
        var blocks = try await fixture.say(["message zero, from before the fault"])
        let id = try await fixture.record(into: Self.destination)
        if scenario != .creating { try await fixture.write(id) }
        blocks += try await prepare(scenario, fixture, disk, id)
        try await fixture.restart(over: FaultyFileSystem(plan, over: plain))
        do { try await fixture.write(id) } catch is RecordingError {}
        try await fixture.restart(over: plain)
        try await fixture.write(id)
        let info = try await fixture.journal.recording(id)
        let text = disk.text(of: info?.destination.path ?? "") ?? ""
        let context: Comment = "\(scenario) \(plan.log.map(\.operation))"
        #expect(RecordingFixture.occurrences(blocks, in: text) == blocks.map { _ in 1 }, context)
        #expect(!text.utf8.contains(0), context)
        #expect(text.ranges(of: "message").count == blocks.count, context)
        if scenario == .diverting || scenario == .restoring {
            #expect(disk.text(of: Self.path)?.ranges(of: Self.note).count == 1, context)
        }
        #expect(!disk.paths.contains { $0.contains(".tmp") }, context)
        return plan.log
    }

    /// Brings the recording to where the fault strikes.
    ///
    /// - Returns: the blocks that are due besides the first.
    private func prepare(_ scenario: Scenario, _ fixture: RecordingFixture, _ disk: SimulatedDisk, _ id: String)
        async throws -> [String]
    {
        switch scenario {
        case .creating, .appending:
            return try await fixture.say(["message one", "message two"])
        case .replacing:
            try await fixture.record(into: Self.destination, replacing: true)
            return try await fixture.say(["message one"])
        case .diverting:
            disk.save("\(Self.note)\n" + (disk.text(of: Self.path) ?? ""), to: Self.path)
            try await fixture.record(into: Self.destination, replacing: true)
            return try await fixture.say(["message one"])
        case .restoring:
            let buffer = disk.text(of: Self.path) ?? ""
            let blocks = try await fixture.say(["message one", "message two"])
            try await fixture.write(id)
            disk.save("\(Self.note)\n" + buffer, to: Self.path)
            return blocks
        case .patching:
            let blocks = try await fixture.say(["message one", "message two"])
            // The write reached the file, and a power cut left NUL bytes for its second half.
            let torn = FaultPlan { $0.operation == "sync" ? .fail(5) : .pass }
            try await fixture.restart(over: FaultyFileSystem(torn, over: SimulatedFileSystem(disk)))
            do { try await fixture.write(id) } catch is RecordingError {}
            disk.blank(Self.path, from: (disk.bytes(of: Self.path)?.count ?? 0) - 60)
            return blocks
        }
    }
}
