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
    /// Why it ends, once it does.
    let end: @Sendable () -> DaemonEnd

    func run() async throws {
        await isReady()
        notifier.ready(status: "Following conversations.")
        report.ready(pid: pid)
        try await gracefulShutdown()
        let end = end()
        switch end {
        case .stop: notifier.stopping()
        case .replace: notifier.reloading()
        }
        emitter.emit(DaemonStopping(pid: pid, reason: end.rawValue))
    }
}
