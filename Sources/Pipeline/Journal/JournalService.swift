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
    private let patience: StorePatience
    /// Records of which only the bytes could be kept, since the start.
    private var quarantined = 0
    private var sinceCheckpoint = 0
    private let checkpoints = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// What one commit counts for besides its records, and the sum after which the log is copied back: 8 MiB.
    private static let commitWeight = 32 << 10
    private static let checkpointInterval = 8 << 20

    package init(
        journal: Journal, input: AsyncStream<EventBatch>, output: Conduit<CommittedBatch>, emitter: EventEmitter,
        patience: StorePatience
    ) {
        self.journal = journal
        self.input = input
        self.output = output
        self.emitter = emitter
        self.patience = patience
    }

    /// How many records could be kept only as they are since the start, because their events could not be stored.
    package func quarantinedRecords() -> Int { quarantined }

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
        try await patience.run {
            do {
                return try await journal.append(batch)
            } catch let error as DatabaseError where Journal.isAboutData(error) {
                // One record must not keep all others from being stored, at this start and at every later one.
                return try await quarantine(batch)
            }
        }
    }

    private func quarantine(_ batch: EventBatch) async throws -> CommittedBatch {
        let committed = try await journal.append(batch, quarantining: true)
        quarantined += committed.quarantined
        emitter.emit(
            RecordsQuarantined(
                provider: batch.source.provider, path: batch.source.path, count: committed.quarantined))
        return committed
    }
}
