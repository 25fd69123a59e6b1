import NIOCore
import Synchronization

/// Closes a connection whose client lets a deadline pass.
///
/// What the connection does is noted with the time, which costs next to nothing; one timer looks at it when the
/// deadline could have passed, and is set anew when it has not.
final class ConnectionClock: Sendable {
    /// What the connection waits for.
    enum Phase: Sendable {
        /// For a request.
        case idle
        /// For the rest of a line.
        case line
        /// For us, which has no deadline.
        case answer
        /// For the client to take what it was sent.
        case write
        /// For nothing: the client is only sent things.
        case following
    }

    private struct State {
        var phase = Phase.idle
        var since = NIODeadline.now()
    }

    private let state = Mutex(State())
    private let timer = Mutex<Scheduled<Void>?>(nil)
    private let limits: ServerLimits
    private let channel: any Channel

    init(_ channel: any Channel, limits: ServerLimits) {
        self.channel = channel
        self.limits = limits
        watch(after: .nanoseconds(Self.nanoseconds(min(limits.lineDeadline, limits.idleDeadline))))
        // It holds the connection, which would outlive its client by a deadline.
        channel.closeFuture.whenComplete { _ in self.timer.withLock { $0?.cancel() } }
    }

    /// The connection waits for something else from now on. To wait on for the rest of the same line changes nothing.
    func note(_ phase: Phase) {
        state.withLock { state in
            if phase == .line, state.phase == .line { return }
            state.phase = phase
            state.since = .now()
        }
    }

    private func watch(after pause: TimeAmount) {
        let next = channel.eventLoop.scheduleTask(in: pause) {
            guard self.channel.isActive else { return }
            let left = self.state.withLock { state -> Int64? in
                guard let limit = self.limit(of: state.phase) else { return nil }
                return Self.nanoseconds(limit) - (NIODeadline.now() - state.since).nanoseconds
            }
            if let left, left <= 0 { return self.channel.close(promise: nil) }
            // A shorter deadline may begin to run at any time, so it is looked at as often as the shortest.
            let shortest = Self.nanoseconds(min(self.limits.lineDeadline, self.limits.idleDeadline))
            self.watch(after: .nanoseconds(min(left ?? shortest, shortest)))
        }
        timer.withLock { $0 = next }
    }

    private func limit(of phase: Phase) -> Duration? {
        switch phase {
        case .idle: limits.idleDeadline
        case .line: limits.lineDeadline
        case .write: limits.writeDeadline
        case .answer, .following: nil
        }
    }

    private static func nanoseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return max(1, seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
