import KatoControlProtocol
import KatoIngest

/// Tells somebody who waits how much of a piece of work is left.
struct ProgressTicker: Sendable {
    let clock: any Clock<Duration>
    let tell: @Sendable (WorkProgress) -> Void
    let left: @Sendable () async -> WorkProgress

    /// Often enough for a bar that moves.
    private static let interval = Duration.milliseconds(200)

    /// Tells how much an ingest stage has still to read.
    static func reading(
        _ ingest: IngestService, clock: any Clock<Duration>, tell: @escaping @Sendable (WorkProgress) -> Void
    ) -> ProgressTicker {
        ProgressTicker(clock: clock, tell: tell) {
            let progress = await ingest.currentProgress()
            return WorkProgress(filesLeft: progress.waiting, bytesLeft: Int64(clamping: progress.bytesWaiting))
        }
    }

    /// Runs `work`, and tells as long as it runs.
    func whileRunning<Value: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let outcome = await withTaskGroup(of: Void.self) { group in
            group.addTask {
                while (try? await clock.sleep(for: Self.interval)) != nil { tell(await left()) }
            }
            defer { group.cancelAll() }
            do throws(Failure) {
                return Result<Value, Failure>.success(try await work())
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }
}
