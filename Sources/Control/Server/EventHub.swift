package import KatoControlProtocol
package import KatoModel
import Synchronization

/// Where the daemon's events come together and subscribers take them from.
///
/// Publishing never waits: a subscriber that is behind loses the events it has not taken, and is told so by a
/// `resync`. The last events are kept, so that somebody whose connection broke can go on from where it was.
package final class EventHub: Sendable {
    /// Events that are kept for those who come back. Enough for some minutes of lively work.
    private static let keptEvents = 1024

    private struct State {
        var lastNumber: UInt64 = 0
        var kept: [(number: UInt64, event: ControlEvent)] = []
        var subscriptions: [ObjectIdentifier: EventSubscription] = [:]
    }

    private let state = Mutex(State())
    /// Tells this daemon's numbers from those of the one before it.
    private let epoch: String

    private let now: @Sendable () -> Timestamp

    package init(startedAt: Timestamp, now: @escaping @Sendable () -> Timestamp) {
        self.now = now
        epoch = String(startedAt.milliseconds, radix: 36)
    }

    /// Tells everybody whom it concerns.
    package func publish(_ event: ControlEvent) {
        state.withLock { state in
            state.lastNumber += 1
            state.kept.append((state.lastNumber, event))
            // In blocks, because removing from the front moves everything behind it.
            if state.kept.count >= 2 * Self.keptEvents { state.kept.removeFirst(Self.keptEvents) }
            for subscription in state.subscriptions.values { subscription.offer(event, number: state.lastNumber) }
        }
    }

    /// Begins to tell about events that `filter` lets through.
    ///
    /// - Parameter resume: the last token that was received; the events since then come first, or a `resync` where
    ///   they are not known any more.
    package func subscribe(id: String, filter: @escaping @Sendable (ControlEvent) -> Bool, resume: String?)
        -> EventSubscription
    {
        state.withLock { state in
            let subscription = EventSubscription(
                id: id, filter: filter, token: { [epoch] in "\(epoch)-\($0)" }, from: state.lastNumber,
                onFinish: { [weak self] in self?.forget($0) })
            if let resume { replay(resume, to: subscription, state) }
            state.subscriptions[ObjectIdentifier(subscription)] = subscription
            return subscription
        }
    }

    /// Ends a subscription.
    package func end(_ subscription: EventSubscription) {
        subscription.finish()
    }

    private func forget(_ subscription: EventSubscription) {
        state.withLock { $0.subscriptions[ObjectIdentifier(subscription)] = nil }
    }

    /// How many are told at the moment.
    package var subscriberCount: Int { state.withLock { $0.subscriptions.count } }

    private func replay(_ resume: String, to subscription: EventSubscription, _ state: State) {
        let parts = resume.split(separator: "-")
        let oldest = state.kept.first?.number ?? state.lastNumber + 1
        guard parts.count == 2, parts[0] == epoch, let number = UInt64(parts[1]), number <= state.lastNumber,
            number + 1 >= oldest
        else { return subscription.missed(at: now()) }
        for (kept, event) in state.kept where kept > number { subscription.offer(event, number: kept) }
    }
}
