import NIOCore

/// The continuous clock, with a loop that wakes its sleepers; see ``TaskPool`` for why.
///
/// While the machine is suspended a sleep makes no progress.
public struct LoopClock: Clock {
    public typealias Instant = ContinuousClock.Instant

    private let eventLoop: any EventLoop

    public init(_ loop: TaskLoop) {
        eventLoop = loop.eventLoop
    }

    public var now: Instant { .now }

    public var minimumResolution: Duration { .milliseconds(1) }

    public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        let alarm = eventLoop.scheduleTask(in: TimeAmount(now.duration(to: deadline))) {}
        do {
            try await withTaskCancellationHandler {
                try await alarm.futureResult.get()
            } onCancel: {
                alarm.cancel()
            }
        } catch {
            throw CancellationError()
        }
    }
}
