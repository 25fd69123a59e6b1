import KatoControlProtocol
import KatoIngest

/// Tells somebody who waits how much an ingest stage has still to read.
struct ProgressTicker: Sendable {
    let ingest: IngestService
    let clock: any Clock<Duration>
    let tell: @Sendable (WorkProgress) -> Void

    /// Often enough for a bar that moves.
    private static let interval = Duration.milliseconds(200)

    /// Runs `work`, and tells as long as it runs.
    func whileRunning<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                while (try? await clock.sleep(for: Self.interval)) != nil {
                    let progress = await ingest.currentProgress()
                    tell(
                        WorkProgress(
                            filesLeft: progress.waiting, bytesLeft: Int64(clamping: progress.bytesWaiting)))
                }
            }
            defer { group.cancelAll() }
            return try await work()
        }
    }
}
