public import NIOCore
import NIOPosix

/// One thread on which tasks take turns, and which waits for descriptors in between.
///
/// From one step of a task to the next costs an entry in a queue. On the global pool each may wake another thread, and
/// where steps take microseconds the waking is most of what they take. Work of milliseconds does not belong here, it
/// keeps everything else waiting: ``apart(_:)``.
public final class TaskLoop: TaskExecutor {
    /// For channels whose handlers are to run on the same thread.
    public let eventLoop: any EventLoop

    /// Starts the thread, which lives as long as the process.
    public init() {
        eventLoop = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    /// Runs `work` and everything it calls here, apart from actors with an executor of their own.
    public func run<Value: Sendable, Failure: Error>(
        _ work: @concurrent @Sendable () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        try await withTaskExecutorPreference(self) { () async throws(Failure) in try await work() }
    }
}

/// Runs `work` on threads of their own, whatever the task prefers: for what takes milliseconds.
public func apart<Value: Sendable, Failure: Error>(
    _ work: @concurrent @Sendable () async throws(Failure) -> Value
) async throws(Failure) -> Value {
    try await withTaskExecutorPreference(TaskPool.shared) { () async throws(Failure) in try await work() }
}
