import KatoFlags
import ServiceLifecycle

/// Keeps what the flag service says up to date.
struct FlagPolling: Service {
    let flags: FeatureFlags

    func run() async throws {
        await cancelWhenGracefulShutdown { await flags.run() }
    }
}
