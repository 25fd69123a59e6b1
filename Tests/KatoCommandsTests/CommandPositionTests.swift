import Conduit
import FileAccess
import KatoCommands
import KatoModel
import KatoObservability
import Testing

/// Recordings are written up to the position that this stage stores, so when it is stored decides how live they are.
@Suite struct CommandPositionTests {
    @Test func `a message of a conversation that is recorded is let through at once`() async throws {
        let positions = try await positions(recorded: true, batches: [1, 2, 3])
        #expect(positions == [1, 2, 3])
    }

    @Test func `where nothing is recorded the position is stored now and then`() async throws {
        let positions = try await positions(recorded: false, batches: [1, 4095, 4096, 5000])
        #expect(positions == [4096, 5000])
    }

    @Test func `a request lets through everything that was looked at before it`() async throws {
        let positions = try await positions(recorded: false, batches: [7], asksAfterwards: true)
        #expect(positions == [7])
    }

    /// The positions stored while batches without commands come in, each as soon as the one before was taken.
    private func positions(
        recorded: Bool, batches: [Int64], asksAfterwards: Bool = false
    ) async throws -> [Int64] {
        let store = StubCommandStore(recorded: recorded)
        let committed = Conduit<CommittedBatch>()
        let requests = Conduit<CommandRequest>()
        let wakes = Conduit<RecordingWake>()
        let settings = GateSettings(
            home: "/home/ada", recordingsDirectory: "/home/ada/recordings", roots: [], deniedPaths: [], owner: 0,
            localDate: { _ in "2026-03-31" })
        let service = CommandService(
            store: store, gate: CommandGate(settings: settings, files: LocalFileSystem()), emitter: .discarding,
            home: "/home/ada", now: { Timestamp(milliseconds: 0) }, committed: committed.stream,
            requests: requests.stream, output: wakes)
        var asked: [Int64] = []
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { try await service.process() }
            group.addTask { for await _ in wakes.stream {} }
            let id = StubCommandStore.session.id
            for sequence in batches {
                await committed.send(
                    CommittedBatch(sessionID: id, lastSequence: sequence, newEvents: 1, mayHoldCommands: false))
            }
            if asksAfterwards {
                let (replies, reply) = AsyncStream.makeStream(of: CommandReply.self)
                await requests.send(CommandRequest(commands: [.stop], session: id) { reply.yield($0) })
                for await _ in replies { break }
                asked = await store.positions
            }
            committed.finish()
            requests.finish()
        }
        return asksAfterwards ? asked : await store.positions
    }
}
