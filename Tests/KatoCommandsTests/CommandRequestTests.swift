import FileAccess
import KatoModel
import KatoObservability
import KatoTestSupport
import Testing

@testable import KatoCommands

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Commands over the control socket, several of which can make up one request.
@Suite struct CommandRequestTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        try folder.makeFolder("notes")
    }

    private func verdicts(_ commands: [ControlCommand], mayRun: Bool = true) async throws -> [CommandOutcome.Verdict] {
        let notes = folder.file("notes")
        let settings = GateSettings(
            home: folder.path, recordingsDirectory: notes, roots: [], deniedPaths: [], owner: geteuid(),
            localDate: { _ in "2026-03-31" })
        let executor = CommandExecutor(
            store: StubCommandStore(), gate: CommandGate(settings: settings, files: LocalFileSystem()),
            emitter: .discarding, patience: .none, home: folder.path, mayRun: { _, _ in mayRun },
            now: { Timestamp(milliseconds: 0) })
        let request = CommandRequest(commands: commands, session: StubCommandStore.session.id, reply: { _ in })
        let executions = try await executor.execute(request, session: StubCommandStore.session)
        let isRefused = executions.last?.outcome.verdict != .applied
        #expect((executions.last?.outcome.hint != nil) == isRefused)
        #expect(!isRefused || executions.last?.changes.isEmpty == true)
        return executions.map(\.outcome.verdict)
    }

    @Test func `they end with the first that is refused: nothing is recorded elsewhere instead`() async throws {
        let elsewhere = ControlCommand.initialize(path: folder.file("elsewhere.md"))
        #expect(try await verdicts([elsewhere, .record]) == [.denied])
        #expect(try folder.names(in: "notes").isEmpty)
        let there = ControlCommand.initialize(path: folder.file("notes/there.md"))
        #expect(try await verdicts([there, .record]) == [.applied, .applied])
        #expect(try folder.names(in: "notes") == ["there.md"])
    }

    @Test func `one that is switched off is denied before anything is made for it`() async throws {
        #expect(try await verdicts([.capture(path: nil)], mayRun: false) == [.denied])
        #expect(try folder.names(in: "notes").isEmpty)
    }
}
