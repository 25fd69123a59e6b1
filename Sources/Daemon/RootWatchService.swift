import ServiceLifecycle

/// Has another worker take over when a folder appears at a configured path, or another one than before: what this
/// process may reach was settled when it was restricted.
struct RootWatchService: Service {
    let reloading: Reloading
    /// Refusals that such a folder would explain.
    let hints: AsyncStream<Void>
    /// How often the folders are looked at without a hint.
    let interval: Duration
    let clock: any Clock<Duration>

    func run() async throws {
        let (looks, look) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { for await _ in hints { look.yield() } }
                group.addTask { while (try? await clock.sleep(for: interval)) != nil { look.yield() } }
                for await _ in looks { reloading.takeNewFolders() }
            }
        }
    }
}
