package import Conduit
package import FileAccess
package import FileTail
package import KatoModel
package import KatoObservability
import KatoProviders
import ServiceLifecycle

/// Stage 1. Follows every source below the roots and hands on its records in file order.
///
/// A change notification is only a hint to look; what counts is the file's state against the checkpoint. A source is
/// read in bounded turns, so one huge file neither fills memory nor delays the others, and a turn ends only when the
/// next stage took its records.
package actor IngestService: Service {
    private let discovery: SourceDiscovery
    private let reader: SourceReader
    private let checkpointReader: any CheckpointReader
    private let watcher: any DirectoryWatcher
    private let settings: Settings
    private let emitter: EventEmitter
    private let output: Conduit<RecordBatch>

    private var sources: [String: TrackedSource] = [:]
    private var checkpoints: [String: SourceCheckpoint] = [:]
    private var queue = IngestQueue()
    private var progress = IngestProgress()
    private let started = ContinuousClock.now
    private let work = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// Bounds and periods.
    package struct Settings: Sendable {
        /// Sources read at a time. Two keep both decoding and reading busy; more only cost memory.
        package var readers = 2
        /// The whole tree is looked at this often, whatever the notifications said.
        package var sweep: Duration = .seconds(60)
        /// A database is left alone for so long after a look.
        package var databaseRest: Duration = .milliseconds(300)
        /// Ends ``IngestService/run()`` when everything was read once.
        package var stopsWhenCaughtUp = false
        /// Called once, when everything found at the start was read.
        package var onCaughtUp: @Sendable () -> Void = {}
        package var clock: any Clock<Duration> = ContinuousClock()
        package var limits = ReadLimits()

        package init() {}
    }

    package init(
        roots: [IngestRoot], files: any FileSystem, watcher: any DirectoryWatcher, checkpoints: any CheckpointReader,
        settings: Settings, emitter: EventEmitter, output: Conduit<RecordBatch>
    ) {
        discovery = SourceDiscovery(roots: roots, files: files, watcher: watcher)
        reader = SourceReader(files: files, limits: settings.limits)
        self.watcher = watcher
        checkpointReader = checkpoints
        self.settings = settings
        self.emitter = emitter
        self.output = output
    }

    /// How far reading has come.
    package func currentProgress() -> IngestProgress {
        var current = progress
        current.sources = sources.count
        current.waiting = queue.count
        current.bytesWaiting = bytesWaiting()
        return current
    }

    /// What is left to read of the sources that wait. Asks the file system for those alone.
    private func bytesWaiting() -> UInt64 {
        queue.paths.reduce(0) { sum, path in
            let size = (try? discovery.files.status(path).size) ?? 0
            return sum + size - min(size, sources[path]?.checkpoint?.byteOffset ?? 0)
        }
    }

    /// Reads until the service is asked to stop, then ends the output.
    package func run() async throws {
        defer { output.finish() }
        checkpoints = try await checkpointReader.checkpoints()
        take(discovery.walkAll(), asHistory: true)
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                if !self.settings.stopsWhenCaughtUp {
                    group.addTask { await self.sweep() }
                    group.addTask { await self.followHints() }
                }
                await self.dispatch(in: &group)
                group.cancelAll()
            }
        }
    }

    // MARK: - Turns

    /// Starts a turn for each waiting source, `settings.readers` at a time, until cancelled.
    private func dispatch(in group: inout DiscardingTaskGroup) async {
        work.continuation.yield()
        for await _ in work.stream {
            while queue.busyCount < settings.readers, let path = queue.take() {
                group.addTask { await self.turn(path) }
            }
            guard queue.count == 0 else { continue }
            noteCaughtUp()
            if settings.stopsWhenCaughtUp { return }
        }
    }

    private func noteCaughtUp() {
        guard !progress.isLive else { return }
        progress.isLive = true
        settings.onCaughtUp()
        let elapsed = started.duration(to: .now).components
        emitter.emit(
            BackfillFinished(
                files: sources.count, bytes: progress.bytesRead, records: progress.recordsRead,
                milliseconds: elapsed.seconds * 1000 + elapsed.attoseconds / 1_000_000_000_000_000))
    }

    /// Looks at one source and hands on what is new there.
    private func turn(_ path: String) async {
        guard let tracked = sources[path] else { return finish(path, again: false) }
        do throws(FileAccessError) {
            let again = try await read(tracked)
            await restAfterLook(at: tracked.found)
            finish(path, again: again)
        } catch {
            // Gone is gone: what was read of it stays. Anything else is retried by the next hint or sweep.
            if error.isNotFound { sources[path] = nil } else { progress.unreadable[path] = error.description }
            finish(path, again: false)
        }
    }

    /// Off the actor, so that several sources are read at once. Returns whether there is more to read.
    @concurrent
    nonisolated private func read(_ tracked: TrackedSource) async throws(FileAccessError) -> Bool {
        var reading = reader.open(tracked)
        var again = false
        repeat {
            again = await take(try reading.next(), of: tracked.found)
        } while again && reading.staysOpen && !Task.isCancelled
        return again
    }

    /// Remembers how far a source was read and hands on what was found. Returns whether there is more to read.
    private func take(_ outcome: ReadOutcome, of found: FoundSource) async -> Bool {
        let path = found.source.path
        progress.unreadable[path] = nil
        switch outcome {
        case .unchanged: return false
        case .nothingComplete(let checkpoint):
            sources[path]?.checkpoint = checkpoint
            sources[path]?.searched = checkpoint.size
            return false
        case .unreadable(let reason):
            progress.unreadable[path] = reason
            return false
        case .batch(var batch, let isAtEnd, let reset):
            if let reset, reset != .firstSight {
                emitter.emit(SourceReset(provider: batch.source.provider, path: path, reason: reset.rawValue))
            }
            note(batch, of: path, isAtEnd: isAtEnd)
            if !found.claim.companions.isEmpty { batch.facts = reader.facts(found) }
            await output.send(batch)
            return !isAtEnd
        }
    }

    private func note(_ batch: RecordBatch, of path: String, isAtEnd: Bool) {
        progress.recordsRead += batch.records.count
        progress.bytesRead += UInt64(batch.buffer.count)
        if batch.source.path == path {
            sources[path]?.checkpoint = batch.checkpoint
            sources[path]?.searched = isAtEnd ? batch.checkpoint.size : 0
        } else {
            sources[path]?.parts[batch.source.path] = batch.checkpoint
        }
    }

    /// To look at a database costs more than the few rows that changed, and an agent changes them many times a second.
    private func restAfterLook(at found: FoundSource) async {
        guard case .database = found.claim.shape, !settings.stopsWhenCaughtUp else { return }
        queue.rest(found.source.path)
        work.continuation.yield()
        try? await settings.clock.sleep(for: settings.databaseRest)
    }

    private func finish(_ path: String, again: Bool) {
        queue.finish(path, again: again)
        work.continuation.yield()
    }

    // MARK: - Finding

    private func sweep() async {
        while !Task.isCancelled {
            guard (try? await settings.clock.sleep(for: settings.sweep)) != nil else { return }
            rescan()
        }
    }

    private func followHints() async {
        for await _ in watcher.wakeups {
            let hints = watcher.takeHints()
            if hints.rescan { rescan() }
            for directory in hints.directories { take(discovery.walk(directory), asHistory: false) }
            for path in hints.files { noteChange(path) }
            work.continuation.yield()
        }
    }

    private func noteChange(_ path: String) {
        if sources[path] == nil {
            guard let found = discovery.source(at: path) else { return }
            if sources[found.source.path] == nil { track(found) }
            return queue.noteChange(found.source.path)
        }
        queue.noteChange(path)
    }

    private func rescan() {
        take(discovery.walkAll(), asHistory: true)
        work.continuation.yield()
    }

    private func take(_ findings: SourceDiscovery.Findings, asHistory: Bool) {
        progress.unwatchedDirectories = findings.unwatched
        for failure in findings.unreadable { progress.unreadable[failure.path] = failure.description }
        for found in findings.sources {
            let path = found.source.path
            if sources[path] == nil { track(found) }
            if asHistory { queue.noteHistory(path) } else { queue.noteChange(path) }
        }
    }

    private func track(_ found: FoundSource) {
        let path = found.source.path
        var tracked = TrackedSource(found: found, checkpoint: checkpoints.removeValue(forKey: path))
        if case .database = found.claim.shape {
            tracked.parts = checkpoints.filter { $0.key.hasPrefix(DatabaseReading.partPrefix(path)) }
        }
        sources[path] = tracked
    }
}
