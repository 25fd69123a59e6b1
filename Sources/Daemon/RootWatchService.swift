import AsyncAlgorithms
import ServiceLifecycle

/// Has another worker take over when a folder appears at a configured path, or another one than before: what this
/// process may reach was settled when it was restricted.
struct RootWatchService: Service {
    let reloading: Reloading
    /// Refusals that such a folder would explain.
    let hints: AsyncStream<Void>
    /// How often the folders are looked at without a hint.
    let interval: Duration

    func run() async throws {
        let looks = merge(hints, AsyncTimerSequence(interval: interval, clock: .continuous).map { _ in () })
        await cancelWhenGracefulShutdown {
            for await _ in looks { reloading.takeNewFolders() }
        }
    }
}
