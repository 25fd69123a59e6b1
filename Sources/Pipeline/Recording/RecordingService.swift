package import Conduit
package import KatoModel
import KatoObservability
import ServiceLifecycle

/// Stage 5. Makes each recording's file follow the journal.
///
/// Files are independent: one that cannot be written waits and is tried again while the others go on. What a file
/// lacks is known from the journal alone, so nothing is lost by waiting, by a crash or by a missed wake-up.
package actor RecordingService: Service {
    private let context: RecordingContext
    private let writer: RecordingWriter
    private let input: Conduit<RecordingWake>
    private let now: @Sendable () -> Timestamp

    private var queue = RecordingQueue()
    private var issues: [String: RecordingIssue] = [:]
    private var passes: [String: Int] = [:]
    private var waiters: [String: [CheckedContinuation<Void, Never>]] = [:]
    private let retry = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// How long a recording that failed waits before the next try. Constant: a full disk is looked at every second,
    /// which costs a status call.
    private static let retryPause: Duration = .seconds(1)

    package init(context: RecordingContext, input: Conduit<RecordingWake>, now: @escaping @Sendable () -> Timestamp) {
        self.context = context
        writer = RecordingWriter(context: context)
        self.input = input
        self.now = now
    }

    /// Recordings that wait, with the reason.
    package func currentIssues() -> [RecordingIssue] {
        issues.values.sorted { $0.since < $1.since }
    }

    /// Returns when a recording has nothing more to do, or with the reason why it has to wait.
    package func finished(_ recordingID: String) async -> RecordingIssue? {
        while true {
            let before = passes[recordingID, default: 0]
            let plan = try? await context.store.plan(recordingID)
            if plan?.period == nil, plan?.job == nil { return nil }
            if let issue = issues[recordingID] { return issue }
            // A pass that ended while the journal was asked is not waited for.
            guard passes[recordingID, default: 0] == before else { continue }
            await withCheckedContinuation { waiters[recordingID, default: []].append($0) }
        }
    }

    /// Works until the input ends, then waits for the word to stop.
    package func run() async throws {
        try await process()
        try await gracefulShutdown()
    }

    /// Works until the input ends and everything due is written or waits for something.
    package func process() async throws {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.retryLoop() }
            await withDiscardingTaskGroup { workers in
                await self.start(.all, in: &workers)
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
        case .recordings(let tasks): tasks
        case .session(let id): try await context.store.unfinishedRecordings(of: id)
        case .all: try await context.store.unfinishedRecordings(of: nil)
        }
    }

    /// Works on a file until nobody asks for it any more.
    private func work(_ first: RecordingTask) async {
        var task: RecordingTask? = first
        while let current = task {
            await bringUpToDate(current)
            task = queue.next(after: first.path)
        }
    }

    private func bringUpToDate(_ task: RecordingTask) async {
        do {
            _ = try await writer.bringUpToDate(task.id)
            if issues.removeValue(forKey: task.id) != nil {
                context.emitter.emit(RecordingResumed(path: task.path))
            }
        } catch {
            note(error, task)
        }
        passes[task.id, default: 0] += 1
        for waiter in waiters.removeValue(forKey: task.id) ?? [] { waiter.resume() }
    }

    private func note(_ error: any Error, _ task: RecordingTask) {
        let known =
            error as? RecordingError
            ?? RecordingError(
                .journal, "The recording \(task.path) waits for the journal.",
                hint: "See the operational log; recording goes on by itself.", cause: error)
        if issues[task.id]?.code != known.code {
            context.emitter.emit(RecordingPaused(path: task.path, reason: known.code))
        }
        issues[task.id] = RecordingIssue(
            recordingID: task.id, path: task.path, code: known.code, message: known.message, hint: known.hint,
            since: issues[task.id]?.since ?? now())
        retry.continuation.yield()
    }

    /// Wakes the service again while something waits; asleep otherwise.
    private func retryLoop() async {
        for await _ in retry.stream {
            guard (try? await context.clock.sleep(for: Self.retryPause)) != nil else { return }
            await input.send(.all)
        }
    }
}
