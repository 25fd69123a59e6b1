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
    let discovery: SourceDiscovery
    private let reader: SourceReader
    private let checkpointReader: any CheckpointReader
    let watcher: any DirectoryWatcher
    let settings: Settings
    let emitter: EventEmitter
    private let output: Conduit<RecordBatch>

    var sources = SourceTable()
    var queue = IngestQueue()
    var plan = PollPlan()
    var progress = IngestProgress()
    var overflows = 0
    private let started = ContinuousClock.now
    let work = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let polling = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

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
        current.unwatchedDirectories = plan.refused.count
        current.silentDirectories = plan.silent.count
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
        sources = SourceTable(checkpoints: try await checkpointReader.checkpoints())
        take(discovery.walkAll(), as: .history)
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                if !self.settings.stopsWhenCaughtUp {
                    group.addTask { await self.sweep() }
                    group.addTask { await self.followHints() }
                    group.addTask { await self.pollActive() }
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
        let wasAnnounced = plan.takeHint(path)
        guard var tracked = sources[path] else { return finish(path, again: false) }
        tracked.isHinted = wasAnnounced
        do throws(FileAccessError) {
            let again = try await read(tracked)
            await restAfterLook(at: tracked.found)
            finish(path, again: again)
        } catch {
            // Gone is gone: what was read of it stays. Anything else is retried by the next hint or sweep.
            if error.isNotFound { sources.forget(path) } else { progress.unreadable[path] = error.description }
            finish(path, again: false)
        }
    }

    /// Off the actor, so that several sources are read at once. Returns whether there is more to read.
    @concurrent
    nonisolated private func read(_ tracked: TrackedSource) async throws(FileAccessError) -> Bool {
        var reading = reader.open(tracked)
        var again = false
        repeat {
            again = await take(try reading.next(), of: tracked)
        } while again && reading.staysOpen && !Task.isCancelled
        return again
    }

    /// Remembers how far a source was read and hands on what was found. Returns whether there is more to read.
    private func take(_ outcome: ReadOutcome, of tracked: TrackedSource) async -> Bool {
        let path = tracked.source.path
        progress.unreadable[path] = nil
        sources[path]?.wasLookedAt = true
        switch outcome {
        case .unchanged: return false
        case .unreadable(let reason):
            progress.unreadable[path] = reason
            return false
        case .nothingComplete(let checkpoint, let unfinished):
            noteActivity(tracked, checkpoint)
            sources[path]?.checkpoint = checkpoint
            sources[path]?.unfinished = unfinished
            progress.noteEnd(checkpoint, of: path)
            return false
        case .cutLine(let batch, let length):
            emitter.emit(
                LineCut(provider: batch.source.provider, path: path, offset: batch.baseOffset, bytes: length))
            progress.noteCut(path, at: batch.baseOffset, length: length, kept: batch.buffer.count)
            await handOn(batch, of: tracked)
            return true
        case .batch(let batch, let isAtEnd, let reset):
            if let reset, reset != .firstSight {
                emitter.emit(SourceReset(provider: batch.source.provider, path: path, reason: reset.rawValue))
            }
            await handOn(batch, of: tracked)
            if isAtEnd { progress.noteEnd(batch.checkpoint, of: path) }
            return !isAtEnd
        }
    }

    private func handOn(_ batch: RecordBatch, of tracked: TrackedSource) async {
        let path = tracked.source.path
        noteActivity(tracked, batch.checkpoint)
        progress.recordsRead += batch.records.count
        progress.bytesRead += UInt64(batch.buffer.count)
        if batch.source.path == path {
            sources[path]?.checkpoint = batch.checkpoint
            sources[path]?.unfinished = nil
        } else {
            sources[path]?.parts[batch.source.path] = batch.checkpoint
        }
        var batch = batch
        batch.readAt = emitter.nanoseconds()
        if !tracked.found.claim.companions.isEmpty { batch.facts = reader.facts(tracked.found) }
        await output.send(batch)
    }

    /// A look found a change: was it expected?
    private func noteActivity(_ tracked: TrackedSource, _ checkpoint: SourceCheckpoint) {
        let path = tracked.source.path
        // An end that was read because it has rested is no change.
        if tracked.hasUnreadEnd, let known = tracked.checkpoint,
            (known.size, known.modified) == (checkpoint.size, checkpoint.modified)
        {
            return
        }
        // A file read to its end before, in a system that is not catching up.
        let isEvidence = progress.isLive && (tracked.checkpoint?.size ?? 0) > 0
        if plan.noteChange(path, wasAnnounced: tracked.isHinted, isEvidence: isEvidence) {
            emitter.emit(FolderSilent(path: PollPlan.directory(of: path)))
        }
        if !plan.isIdle { polling.continuation.yield() }
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
}
