import ServiceLifecycle
import UnixSignals

/// Reads the configuration again on SIGHUP.
struct HangupService: Service {
    let reloading: Reloading

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        await cancelWhenGracefulShutdown {
            for await _ in signals { _ = try? reloading.reload(asked: "SIGHUP") }
        }
    }
}
