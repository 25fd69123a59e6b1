import Conduit
import FileAccess
import FileTail
import KatoIngest
import KatoModel
import KatoObservability
import KatoProviders
import KatoTestSupport
import Synchronization

/// Runs the real ingest service over a folder, look by look, and remembers checkpoints as the journal would.
final class Ingesting: Sendable {
    let folder: TemporaryDirectory
    private let provider: StubProvider
    private let limits: ReadLimits
    private let files: any FileSystem
    private let store = CheckpointStore()

    init(
        _ shape: SourceShape, in folder: TemporaryDirectory? = nil, chunk: Int = 1 << 20, record: Int = 512 << 20,
        companion: Int = 1 << 20,
        companions: [String] = [], files: any FileSystem = LocalFileSystem()
    ) throws {
        self.folder = try folder ?? TemporaryDirectory()
        provider = StubProvider(shape: shape, companions: companions)
        var limits = ReadLimits()
        limits.chunk = chunk
        limits.record = record
        limits.companion = companion
        self.limits = limits
        self.files = files
    }

    /// What one look found.
    struct Look: Sendable {
        var batches: [RecordBatch] = []
        var unreadable: [String: String] = [:]
        var cutLines: [String: [CutLine]] = [:]

        /// The records as texts, in order.
        var records: [String] {
            batches.flatMap { batch in batch.records.map { String(decoding: batch.buffer[$0], as: UTF8.self) } }
        }
    }

    /// Looks at everything once. Without `remembering`, as if the process died before the journal took anything.
    func look(remembering: Bool = true, stoppingAfter limit: Int = .max) async throws -> Look {
        let output = Conduit<RecordBatch>()
        var settings = IngestService.Settings()
        settings.stopsWhenCaughtUp = true
        settings.limits = limits
        let service = IngestService(
            roots: [IngestRoot(path: folder.path, provider: provider)], files: files, watcher: SweepOnlyWatcher(),
            checkpoints: store, settings: settings, emitter: .discarding, output: output)
        var look = Look()
        async let run: Void = service.run()
        for await batch in output.stream {
            look.batches.append(batch)
            if remembering, look.batches.count <= limit { store.save(batch) }
        }
        try await run
        let progress = await service.currentProgress()
        (look.unreadable, look.cutLines) = (progress.unreadable, progress.cutLines)
        return look
    }
}

/// The checkpoints of the last batches, by path.
private final class CheckpointStore: CheckpointReader {
    private let known = Mutex<[String: SourceCheckpoint]>([:])

    func save(_ batch: RecordBatch) {
        known.withLock { $0[batch.source.path] = batch.checkpoint }
    }

    func checkpoints() async throws -> [String: SourceCheckpoint] {
        known.withLock { $0 }
    }
}
