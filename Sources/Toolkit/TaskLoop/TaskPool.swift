import NIOCore
import NIOPosix

/// Threads for work that takes milliseconds or waits for a device: ``apart(_:)``.
///
/// Swift's global pool would do, but libdispatch looks at the threads of its own pool each second, and once one was
/// used it does so for the life of the process, however idle.
final class TaskPool: TaskExecutor {
    static let shared = TaskPool()

    private let threads: NIOThreadPool

    /// As many threads as there are cores, up to four: more are never needed, and each takes memory.
    private init() {
        threads = NIOThreadPool(numberOfThreads: min(System.coreCount, 4))
        threads.start()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        threads.submit { _ in job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
