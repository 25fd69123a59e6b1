import Conduit
import FileTail
import KatoControlProtocol
import KatoIngest
import KatoJournal
import KatoModel
import KatoNormalize
import KatoObservability
import KatoProviders

/// Proves that nothing was lost: reads every source again from its start, through the same stages, and compares each
/// record with the journal instead of storing it.
struct DeepCheck: Sendable {
    let parts: DaemonParts
    /// Told now and then how much is left.
    let progress: @Sendable (WorkProgress) -> Void

    /// Reads everything there is; takes as long as a first reading of the history does, less the writing.
    func run() async throws -> CheckReport {
        let records = Conduit<RecordBatch>()
        let events = Conduit<EventBatch>()
        var settings = IngestService.Settings()
        settings.stopsWhenCaughtUp = true
        settings.clock = parts.clock
        let ingest = IngestService(
            roots: parts.roots, files: parts.files, watcher: SweepOnlyWatcher(), checkpoints: NothingKnown(),
            settings: settings, emitter: .discarding, output: records)
        let normalize = NormalizeService(
            providers: ProviderRegistry.all, states: NothingKnown(), input: records.stream, output: events)
        return try await ProgressTicker.reading(ingest, clock: parts.clock, tell: progress).whileRunning {
            try await compare(ingest, normalize, events)
        }
    }

    private func compare(_ ingest: IngestService, _ normalize: NormalizeService, _ events: Conduit<EventBatch>)
        async throws -> CheckReport
    {
        let journal = parts.journal
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await ingest.run() }
            group.addTask { try await normalize.process() }
            var tally = CheckTally()
            for await batch in events.stream {
                let missing = try await journal.missing(batch)
                let position = missing.isEmpty ? nil : try await journal.checkpoints()[batch.source.path]
                tally.take(batch, missing: missing, readUpTo: position)
            }
            try await group.waitForAll()
            return tally.report(await ingest.currentProgress())
        }
    }
}
