import KatoCommands
import KatoIngest
import KatoJournal
import KatoRecording
import ServiceLifecycle
import SystemdNotify

/// Tells the service manager again and again that the stages are alive.
///
/// Before each word every stage is asked something and the journal is read. One that hangs is therefore never spoken
/// for, and the manager starts the daemon anew, which loses nothing.
struct WatchdogService: Service {
    let notifier: SystemdNotifier
    let pipeline: Pipeline
    let journal: Journal
    let clock: any Clock<Duration>

    func run() async throws {
        guard let interval = notifier.watchdogInterval else { return try await gracefulShutdown() }
        try await cancelWhenGracefulShutdown {
            while true {
                try await lookAtStages()
                notifier.watchdog()
                guard (try? await clock.sleep(for: interval / 2)) != nil else { return }
            }
        }
    }

    private func lookAtStages() async throws {
        _ = await pipeline.ingest.currentProgress()
        _ = await pipeline.journal.quarantinedRecords()
        _ = await pipeline.commands.passedOverMessages()
        _ = await pipeline.recording.currentIssues()
        _ = try? await journal.lastSequence()
    }
}
