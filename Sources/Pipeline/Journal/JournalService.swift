package import Conduit
import GRDB
package import KatoModel
package import KatoObservability
import ServiceLifecycle

/// Stage 3. Commits every batch and tells the next stage which conversation grew.
///
/// A full disk stops nothing for good: the batch waits here, reading waits behind it, and both go on when there is
/// space again.
package actor JournalService: Service {
    private let journal: Journal
    private let input: AsyncStream<EventBatch>
    private let output: Conduit<CommittedBatch>
    private let emitter: EventEmitter
    private let clock: any Clock<Duration>
    private var issue: JournalError?
    private var sinceCheckpoint = 0
    private let checkpoints = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    private static let retryPause: Duration = .seconds(1)
    /// What one commit counts for besides its records, and the sum after which the log is copied back: 8 MiB.
    private static let commitWeight = 32 << 10
    private static let checkpointInterval = 8 << 20

    package init(
        journal: Journal, input: AsyncStream<EventBatch>, output: Conduit<CommittedBatch>, emitter: EventEmitter,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.journal = journal
        self.input = input
        self.output = output
        self.emitter = emitter
        self.clock = clock
    }

    /// Why nothing can be stored at the moment; `nil` when all is well.
    package func currentIssue() -> JournalError? { issue }

    /// Works until the input ends, then ends the output and waits for the word to stop.
    package func run() async throws {
        try await process()
        try await gracefulShutdown()
    }

    /// Works until the input ends, then ends the output.
    package func process() async throws {
        defer { output.finish() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.copyBack() }
            for await batch in input {
                let began = emitter.nanoseconds()
                let committed = try await append(batch)
                noteCommit(of: batch)
                if !committed.usages.isEmpty {
                    emitter.emit(
                        TokensCounted(
                            session: committed.sessionID, provider: batch.source.provider, requests: committed.usages))
                }
                if committed.newEvents > 0 {
                    emitter.emit(
                        SessionGrew(
                            session: committed.sessionID, provider: batch.source.provider,
                            newEvents: committed.newEvents, bytes: batch.buffer.count,
                            changedAt: UInt64(clamping: batch.checkpoint.modified), readAt: batch.readAt,
                            commitBegan: began, commitEnded: emitter.nanoseconds(),
                            lastSequence: committed.lastSequence))
                    await output.send(committed)
                }
            }
            checkpoints.continuation.finish()
        }
    }

    // MARK: - The write-ahead log

    private func noteCommit(of batch: EventBatch) {
        sinceCheckpoint += batch.buffer.count + Self.commitWeight
        guard sinceCheckpoint >= Self.checkpointInterval else { return }
        sinceCheckpoint = 0
        checkpoints.continuation.yield()
    }

    /// Beside the commits, so that none of them waits for the disk.
    private func copyBack() async {
        for await _ in checkpoints.stream {
            do {
                try await journal.checkpoint()
            } catch {
                // Nothing is lost: the log is kept, and copied with the next one.
                emitter.emit(
                    JournalWriteFailed(
                        path: journal.pool.path, reason: Journal.describe(error, path: journal.pool.path).code,
                        willRetry: true))
            }
        }
    }

    // MARK: - Commits

    private func append(_ batch: EventBatch) async throws -> CommittedBatch {
        while true {
            do {
                let committed = try await journal.append(batch)
                if issue != nil { emitter.emit(JournalWriteResumed(path: journal.pool.path)) }
                issue = nil
                return committed
            } catch let error as DatabaseError where Self.mayPass(error) {
                let described = Journal.describe(error, path: journal.pool.path)
                if issue == nil {
                    emitter.emit(JournalWriteFailed(path: journal.pool.path, reason: described.code, willRetry: true))
                }
                issue = described
                try await clock.sleep(for: Self.retryPause)
            }
        }
    }

    /// Errors that go away when somebody frees space or lets go of the file. Damage is not one of them.
    private static func mayPass(_ error: DatabaseError) -> Bool {
        [.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_READONLY, .SQLITE_CANTOPEN]
            .contains(error.resultCode)
    }
}
