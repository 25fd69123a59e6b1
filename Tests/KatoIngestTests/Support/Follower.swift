import Conduit
import FileAccess
import FileTail
import KatoModel
import KatoObservability
import KatoTestSupport
import Synchronization
import TaskLoop

@testable import KatoIngest

/// The ingest stage over real files in a folder of its own.
struct Follower: Sendable {
    let folder: TemporaryDirectory
    let root: String
    let service: IngestService
    private let output = Conduit<RecordBatch>()

    /// - Parameters:
    ///   - root: below the folder; it need not exist.
    ///   - change: the periods are an hour unless it sets others, so that nothing but what is tested finds a change.
    init(
        in folder: TemporaryDirectory, root: String = "root", watcher: (any DirectoryWatcher)? = nil,
        files: any FileSystem = LocalFileSystem(), checkpoints: [String: SourceCheckpoint] = [:],
        log: OperationalLog? = nil, _ change: (inout IngestService.Settings) -> Void = { _ in }
    ) async throws {
        self.folder = folder
        self.root = folder.file(root)
        var settings = IngestService.Settings()
        settings.sweep = .seconds(3600)
        settings.poll = .seconds(3600)
        change(&settings)
        let watched: any DirectoryWatcher = if let watcher { watcher } else { try await Self.inotify() }
        service = IngestService(
            roots: [IngestRoot(path: self.root, provider: LinesProvider())], files: files,
            watcher: watched, checkpoints: Known(known: checkpoints), settings: settings,
            emitter: EventEmitter(operational: log, audit: nil) { Timestamp(milliseconds: 0) }, output: output)
    }

    /// Runs the stage during `body`.
    func run(_ body: (Delivery) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            try await body(Delivery(output.stream))
            group.cancelAll()
        }
    }

    /// One for all: a thread lives as long as the process.
    private static let loop = TaskLoop()

    static func inotify() async throws -> InotifyWatcher {
        guard let watcher = await InotifyWatcher(on: loop) else { throw NoWatcher() }
        return watcher
    }

    private struct NoWatcher: Error {}

    private struct Known: CheckpointReader {
        let known: [String: SourceCheckpoint]

        func checkpoints() async throws -> [String: SourceCheckpoint] { known }
    }
}
