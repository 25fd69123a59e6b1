import Conduit
import FileAccess
import KatoCommands
import KatoModel
import KatoObservability
import Testing

/// Recordings are written up to the position that this stage stores, so when it is stored decides how live they are.
@Suite struct CommandPositionTests {
    @Test func `a batch that the journal has not passed is let through at once`() async throws {
        let (positions, wakes) = try await take([batch(1), batch(2), batch(3)])
        #expect(positions == [1, 2, 3])
        #expect(wakes == [.session(Self.id), .session(Self.id), .session(Self.id)])
    }

    @Test func `a batch that the journal has passed costs nothing where nothing is recorded`() async throws {
        let (positions, wakes) = try await take([batch(1, isLookedAt: true), batch(2, isLookedAt: true)])
        #expect(positions.isEmpty)
        #expect(wakes.isEmpty)
    }

    @Test func `a batch that the journal has passed wakes what it named`() async throws {
        let task = RecordingTask(id: "1", path: "/home/ada/recordings/a.md")
        let (positions, wakes) = try await take([batch(1, isLookedAt: true, recordings: [task])])
        #expect(positions.isEmpty)
        #expect(wakes == [.recordings([task])])
    }

    @Test func `a batch behind one that was not passed wakes whatever is recorded by then`() async throws {
        let (positions, wakes) = try await take([batch(1, mayHoldCommands: true), batch(2)])
        #expect(positions == [1, 2])
        #expect(wakes == [.session(Self.id), .session(Self.id)])
    }

    @Test func `what was stored before a start is let through with a word to whoever looked too early`() async throws {
        let (positions, wakes) = try await take([], store: StubCommandStore(last: 7))
        #expect(positions == [7])
        #expect(wakes == [.all])
    }

    private static let id = StubCommandStore.session.id

    private func batch(
        _ sequence: Int64, mayHoldCommands: Bool = false, isLookedAt: Bool = false, recordings: [RecordingTask] = []
    ) -> CommittedBatch {
        CommittedBatch(
            sessionID: Self.id, lastSequence: sequence, newEvents: 1, mayHoldCommands: mayHoldCommands,
            isLookedAt: isLookedAt, recordings: recordings)
    }

    /// The positions stored and the wakes sent while batches come in, each as soon as the one before was taken.
    private func take(
        _ batches: [CommittedBatch], store: StubCommandStore = StubCommandStore()
    ) async throws -> (positions: [Int64], wakes: [RecordingWake]) {
        let committed = Conduit<CommittedBatch>()
        let requests = Conduit<CommandRequest>()
        let wakes = Conduit<RecordingWake>()
        let settings = GateSettings(
            home: "/home/ada", recordingsDirectory: "/home/ada/recordings", roots: [], deniedPaths: [], owner: 0,
            localDate: { _ in "2026-03-31" })
        let service = CommandService(
            store: store, gate: CommandGate(settings: settings, files: LocalFileSystem()), emitter: .discarding,
            patience: .none, home: "/home/ada", now: { Timestamp(milliseconds: 0) }, committed: committed.stream,
            requests: requests.stream, output: wakes)
        async let sent = wakes.stream.reduce(into: [RecordingWake]()) { $0.append($1) }
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { try await service.process() }
            for batch in batches { await committed.send(batch) }
            committed.finish()
            requests.finish()
        }
        return (await store.positions, await sent)
    }
}
