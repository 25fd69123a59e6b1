import Conduit
import FileAccess
import Foundation
import KatoCommands
import KatoModel
import KatoTestSupport
import Synchronization
import Testing

@testable import KatoObservability

/// Commands that cannot be stored, or not yet.
@Suite struct UnstorableCommandTests {
    private let clock = SimulatedClock()
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    @Test func `a command waits for space, and is carried out and audited once`() async throws {
        let full = ScriptedCommandStore.Full()
        let store = ScriptedCommandStore(["::record", "and this"], failures: [full, full, nil, full])
        let (decided, passedOver, issues) = try await run(store)
        #expect(await store.outcomes.map(\.verdict) == [.applied])
        #expect(await store.position == 2)
        #expect(decided == ["record"])
        #expect(passedOver == 0)
        #expect(issues == ["disk-full", "disk-full", "disk-full"])
    }

    @Test func `a command waits for space in the audit log`() async throws {
        let refusals = Mutex(2)
        let log = AuditLog(
            file: AppendFile(path: folder.file("audit.jsonl")) { descriptor, bytes in
                let isFull = refusals.withLock { left in
                    defer { left = max(0, left - 1) }
                    return left > 0
                }
                return isFull ? -Int(ENOSPC) : AppendFile.systemWrite(descriptor, bytes)
            })
        let store = ScriptedCommandStore(["::record"], failures: [])
        let (decided, _, issues) = try await run(store, audit: log)
        #expect(await store.outcomes.map(\.verdict) == [.applied])
        #expect(decided == ["record"])
        #expect(issues == ["log-unwritable", "log-unwritable"])
        #expect(try folder.text(of: "audit.jsonl").split(separator: "\n").count == 2)
    }

    @Test func `a command that cannot be stored at all keeps none behind it from being carried out`() async throws {
        let store = ScriptedCommandStore(
            ["::record", "::capture"], failures: [ScriptedCommandStore.Unstorable(), nil, nil])
        let (_, passedOver, issues) = try await run(store)
        #expect(await store.outcomes.map(\.command) == ["capture"])
        #expect(passedOver == 1)
        #expect(issues.isEmpty)
    }

    /// Looks at what the store holds.
    ///
    /// - Returns: commands that were decided on, messages that were passed over, and why it waited.
    private func run(_ store: ScriptedCommandStore, audit: AuditLog? = nil) async throws -> (
        decided: [String], passedOver: Int, issues: [String]
    ) {
        let decided = Mutex<[String]>([])
        let issues = Mutex<[String]>([])
        let emitter = EventEmitter(
            operational: nil, audit: audit, now: { Timestamp(milliseconds: 0) },
            observer: { event, _ in
                if let event = event as? CommandDecided { decided.withLock { $0.append(event.command) } }
            })
        let patience = StorePatience(
            clock: clock,
            fault: { error in
                if let error = error as? ObservabilityError { return error.mayPass ? error : nil }
                return error as? ScriptedCommandStore.Full
            })
        clock.onSleep { issues.withLock { $0.append(patience.issue?.code ?? "none") } }
        let recordings = try folder.makeFolder("recordings")
        let settings = GateSettings(
            home: folder.path, recordingsDirectory: recordings, roots: [], deniedPaths: [], owner: geteuid(),
            localDate: { _ in "2026-03-31" })
        let (committed, requests) = (Conduit<CommittedBatch>(), Conduit<CommandRequest>())
        let wakes = Conduit<RecordingWake>()
        let service = CommandService(
            store: store, gate: CommandGate(settings: settings, files: LocalFileSystem()), emitter: emitter,
            patience: patience, home: folder.path, now: { Timestamp(milliseconds: 0) }, committed: committed.stream,
            requests: requests.stream, output: wakes)
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { try await service.process() }
            group.addTask { for await _ in wakes.stream {} }
            committed.finish()
            requests.finish()
        }
        #expect(patience.issue == nil)
        return (decided.withLock { $0 }, await service.passedOverMessages(), issues.withLock { $0 })
    }
}
