package import Conduit
import FileAccess
package import FileTail
package import KatoModel
import KatoObservability
import ServiceLifecycle

/// Stage 5. Makes each recording's file follow the journal.
///
/// Files are independent: one that cannot be written waits and is tried again while the others go on. What a file
/// lacks is known from the journal alone, so nothing is lost by waiting, by a crash or by a missed wake-up. Files of
/// recordings that are on are watched, so that a save that drops blocks is noticed though nothing is to be written.
package actor RecordingService: Service {
    private let context: RecordingContext
    private let writer: RecordingWriter
    private let input: Conduit<RecordingWake>
    private let watcher: any DirectoryWatcher

    private var queue = RecordingQueue()
    private var watched = WatchList()
    private var folders: Set<String> = []
    /// Folders that the system tells nothing about, and files that may have changed while they were worked on.
    private var (unwatchable, recheck): (Set<String>, Set<String>) = ([], [])
    private var issues = RecordingIssues()
    private var passes: [String: Int] = [:]
    private var waiters: [String: [CheckedContinuation<Void, Never>]] = [:]
    private let retry = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    private let poll = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// How long a recording that failed waits for the next try, and a file that cannot be watched for the next look.
    private static let retryPause: Duration = .seconds(1)

    package init(context: RecordingContext, input: Conduit<RecordingWake>, watcher: any DirectoryWatcher) {
        self.context = context
        writer = RecordingWriter(context: context)
        self.input = input
        self.watcher = watcher
    }

    /// Recordings that wait, with the reason.
    package func currentIssues() -> [RecordingIssue] {
        issues.all
    }

    /// Returns when a recording has nothing more to do, or with the reason why it has to wait.
    package func finished(_ id: String, orFollowing: Bool = false) async -> RecordingIssue? {
        await wait(for: id) { (orFollowing ? $0?.isWritten : $0?.isDone) ?? true }
    }

    /// Compares a recorded file with the ledger. When `restoring`, blocks that were deleted are first put back at the
    /// end.
    ///
    /// - Returns: `nil` when nothing was recorded into the file.
    /// - Throws: ``RecordingError`` when it cannot be read or written.
    package func repair(_ path: String, restoring: Bool) async throws -> RepairReport? {
        let repair = RecordingRepair(context: context)
        guard let before = try await repair.report(path) else { return nil }
        guard restoring else { return before }
        let recordings = try await repair.restore(path)
        await input.send(.all)
        for recording in recordings {
            if let issue = await wait(for: recording, until: { $0?.job == nil && $0?.hasDropped != true }) {
                throw RecordingError(issue)
            }
        }
        return try await repair.report(path)?.restoring(since: before)
    }

    private func wait(for recordingID: String, until isDone: @Sendable (RecordingPlan?) -> Bool) async
        -> RecordingIssue?
    {
        while true {
            let before = passes[recordingID, default: 0]
            do {
                if isDone(try await context.store.plan(recordingID)) { return nil }
            } catch {
                return RecordingIssue(error, recordingID, since: context.now())
            }
            if let issue = issues[recordingID] { return issue }
            // A pass that ended while the journal was asked is not waited for.
            guard passes[recordingID, default: 0] == before else { continue }
            await withCheckedContinuation { waiters[recordingID, default: []].append($0) }
        }
    }

    /// Removes a recording's file that is not in use, unless it holds anything that kato did not write.
    ///
    /// - Returns: why the file was kept; `nil` when it was removed, or would be.
    package func remove(_ destination: Destination, isDryRun: Bool) async throws -> String? {
        guard queue.start(RecordingTask(id: "", path: destination.path)) else { return "it is being written" }
        // Whoever asked for this file meanwhile was put off.
        defer { while queue.next(after: destination.path) != nil { retry.continuation.yield() } }
        let outcome = try await RecordingRemoval(context: context).remove(destination, isDryRun: isDryRun)
        guard case .kept(let reason) = outcome else { return nil }
        return reason
    }

    package func run() async throws {
        try await process()
        try await gracefulShutdown()
    }

    /// Works until the input ends and everything due is written or waits for something.
    package func process() async throws {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.retryLoop() }
            group.addTask { await self.watchLoop() }
            group.addTask { await self.pollLoop() }
            await withDiscardingTaskGroup { workers in
                await self.start(.all, in: &workers)
                await self.refreshWatches()
                await self.start(.files(self.watched.paths), in: &workers)
                for await wake in self.input.stream { await self.start(wake, in: &workers) }
            }
            group.cancelAll()
        }
    }

    // MARK: - Work

    private func start(_ wake: RecordingWake, in workers: inout DiscardingTaskGroup) async {
        do {
            for task in try await tasks(wake) where queue.start(task) {
                workers.addTask { await self.work(task) }
            }
        } catch {
            context.emitter.emit(RecordingPaused(path: "", reason: "journal"))
            retry.continuation.yield()
        }
    }

    private func tasks(_ wake: RecordingWake) async throws -> [RecordingTask] {
        switch wake {
        case .recordings(let tasks): return tasks
        case .session(let session): return try await context.store.unfinishedRecordings(of: session)
        case .all:
            let unfinished = try await context.store.unfinishedRecordings(of: nil)
            // What is only watched can wait for something too.
            return unfinished + issues.tasks.filter { !unfinished.contains($0) }
        case .files(let paths):
            if !unwatchable.isEmpty { poll.continuation.yield() }
            return paths.filter(isToBeLookedAt).flatMap { watched.tasks(into: $0) }
        }
    }

    /// Works on a file until nobody asks for it any more.
    private func work(_ first: RecordingTask) async {
        var task: RecordingTask? = first
        while let current = task {
            await bringUpToDate(current)
            task = queue.next(after: first.path)
            if task == nil, recheck.remove(first.path) != nil, isToBeLookedAt(first.path), queue.start(first) {
                task = first
            }
        }
    }

    private func bringUpToDate(_ task: RecordingTask) async {
        do {
            let outcome = try await writer.bringUpToDate(task.id)
            if !watched.tasks(into: task.path).contains(task) { await refreshWatches() }
            watched.note(outcome.landed, of: task.path)
            if let issue = issues.remove(task.id) {
                context.emitter.emit(RecordingResumed(path: task.path, reason: issue.code))
            }
        } catch {
            await note(error, task)
        }
        if context.saves.take(task.path) {
            watched.tasks(into: task.path).filter { $0 != task }.forEach { queue.wait($0) }
        }
        passes[task.id, default: 0] += 1
        for waiter in waiters.removeValue(forKey: task.id) ?? [] { waiter.resume() }
    }

    private func note(_ error: any Error, _ task: RecordingTask) async {
        // With nothing due, what became of the file is nobody's problem.
        if let plan = try? await context.store.plan(task.id), plan.isDone {
            _ = issues.remove(task.id)
            return
        }
        let known = RecordingError(error, path: task.path)
        if issues.note(known, task, at: context.now()) {
            context.emitter.emit(RecordingPaused(path: task.path, reason: known.code))
        }
        // The policy does not change while this process lives.
        if known.kind != .destinationDenied { retry.continuation.yield() }
    }

    // MARK: - Loops

    /// Wakes the service again while something waits; asleep otherwise.
    private func retryLoop() async {
        for await _ in retry.stream {
            guard (try? await context.clock.sleep(for: Self.retryPause)) != nil else { return }
            await input.send(.all)
        }
    }

    /// Has files looked at that the system says were written.
    private func watchLoop() async {
        for await _ in watcher.wakeups {
            let hints = watcher.takeHints()
            if hints.rescan {
                folders = []
                await refreshWatches()
            }
            let paths = hints.rescan ? watched.paths : watched.paths.intersection(hints.files)
            if !paths.isEmpty { await input.send(.files(paths)) }
        }
    }

    /// Has files looked at each second that the system does not watch; asleep while there are none.
    private func pollLoop() async {
        for await _ in poll.stream {
            guard (try? await context.clock.sleep(for: Self.retryPause)) != nil else { return }
            await refreshWatches()
            let paths = watched.paths(in: unwatchable)
            if !paths.isEmpty { await input.send(.files(paths)) }
        }
    }

    // MARK: - Watching

    /// Watches the folders of recordings that a save can still drop blocks from, and no others.
    private func refreshWatches() async {
        let since = Timestamp(milliseconds: context.now().milliseconds - Reconciliation.window)
        guard let tasks = try? await context.store.watchedRecordings(writtenSince: since) else { return }
        let wanted = watched.set(tasks)
        context.readership.keep(tasks)
        for folder in folders.subtracting(wanted) { watcher.unwatch(folder) }
        unwatchable.formIntersection(wanted)
        for folder in wanted.subtracting(folders) {
            if watcher.watch(folder) == .complete { unwatchable.remove(folder) } else { unwatchable.insert(folder) }
        }
        folders = wanted
        if !unwatchable.isEmpty { poll.continuation.yield() }
    }

    /// Whether a watched file is another one than kato left. One that is being worked on is looked at afterwards.
    private func isToBeLookedAt(_ path: String) -> Bool {
        if queue.isBusy(path) {
            recheck.insert(path)
            return false
        }
        // A file that is gone is looked at when something is to be written to it.
        guard let status = try? context.files.status(path) else { return false }
        return watched.isChanged(path, now: LandedFile(status))
    }
}
