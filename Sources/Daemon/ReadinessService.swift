import KatoModel
import KatoObservability
import ServiceLifecycle
import SystemdNotify

/// Tells whoever started the daemon that it is ready, and that it is about to end.
struct ReadinessService: Service {
    let notifier: SystemdNotifier
    let report: StartReport
    let emitter: EventEmitter
    let pid: Int32
    /// Returns when the control socket answers.
    let isReady: @Sendable () async -> Void

    func run() async throws {
        await isReady()
        notifier.ready(status: "Following conversations.")
        report.ready()
        try await gracefulShutdown()
        notifier.stopping()
        emitter.emit(DaemonStopping(pid: pid, reason: "asked"))
    }
}
