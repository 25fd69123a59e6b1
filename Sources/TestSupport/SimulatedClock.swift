import Synchronization

/// A clock that stands still until somebody sleeps on it, and then jumps to when they wake.
package final class SimulatedClock: Clock, Sendable {
    /// A moment since the clock was made.
    package struct Instant: InstantProtocol {
        let sinceStart: Duration

        package func advanced(by duration: Duration) -> Instant { Instant(sinceStart: sinceStart + duration) }
        package func duration(to other: Instant) -> Duration { other.sinceStart - sinceStart }
        package static func < (left: Instant, right: Instant) -> Bool { left.sinceStart < right.sinceStart }
    }

    private let current = Mutex(Instant(sinceStart: .zero))
    private let whileAsleep = Mutex<@Sendable () -> Void>({})

    package init() {}

    package var now: Instant { current.withLock { $0 } }
    package var minimumResolution: Duration { .nanoseconds(1) }

    /// Milliseconds since the clock was made.
    package var milliseconds: Int64 {
        let parts = now.sinceStart.components
        return parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000
    }

    /// Moves the time on, as when nobody does anything.
    package func advance(by duration: Duration) {
        current.withLock { $0 = $0.advanced(by: duration) }
    }

    /// What others do while somebody sleeps.
    package func onSleep(_ action: @escaping @Sendable () -> Void) {
        whileAsleep.withLock { $0 = action }
    }

    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        whileAsleep.withLock { $0 }()
        current.withLock { $0 = max($0, deadline) }
    }
}
