import KatoControlProtocol
import KatoModel
import StrictJSON
import Synchronization

/// The events that one subscriber has still to take.
package final class EventSubscription: Sendable {
    /// Events that wait for a subscriber. One that is further behind is better served with a `resync`.
    static let capacity = 256

    private struct State {
        var waiting: [(number: UInt64, event: ControlEvent)] = []
        /// Events that were dropped, the number of the last, and when that was.
        var lost = 0
        var lastLost: UInt64
        var lostAt = Timestamp(milliseconds: 0)
        var taker: CheckedContinuation<[UInt8]?, Never>?
        var isFinished = false
    }

    package let id: String
    private let filter: @Sendable (ControlEvent) -> Bool
    private let token: @Sendable (UInt64) -> String
    private let state: Mutex<State>
    private let onFinish: @Sendable (EventSubscription) -> Void
    /// Leads to the events after the subscription began.
    package let resume: String

    init(
        id: String, filter: @escaping @Sendable (ControlEvent) -> Bool, token: @escaping @Sendable (UInt64) -> String,
        from number: UInt64, onFinish: @escaping @Sendable (EventSubscription) -> Void
    ) {
        self.id = id
        self.filter = filter
        self.token = token
        resume = token(number)
        state = Mutex(State(lastLost: number))
        self.onFinish = onFinish
    }

    /// The lines for the subscriber, one after the other as it takes them. For one reader.
    package var lines: AsyncStream<[UInt8]> {
        AsyncStream(unfolding: { await self.next() }, onCancel: { self.finish() })
    }

    /// Takes an event in, unless it is not wanted or nobody takes events from here any more.
    func offer(_ event: ControlEvent, number: UInt64) {
        guard filter(event) else { return }
        let taker = state.withLock { state -> CheckedContinuation<[UInt8]?, Never>? in
            guard !state.isFinished else { return nil }
            if let taker = state.taker {
                state.taker = nil
                return taker
            }
            guard state.waiting.count < Self.capacity else {
                // What is old is of no use to somebody who has to look anew.
                state.lost += state.waiting.count + 1
                state.waiting = []
                state.lastLost = number
                state.lostAt = event.time
                return nil
            }
            state.waiting.append((number, event))
            return nil
        }
        taker?.resume(returning: line(event, number))
    }

    /// Events before the subscription are not known any more.
    func missed(at time: Timestamp) {
        state.withLock { state in
            state.lost += 1
            state.lostAt = time
        }
    }

    /// No more lines come: it was ended, or who took them is gone.
    func finish() {
        let taker = state.withLock { state in
            state.isFinished = true
            state.waiting = []
            defer { state.taker = nil }
            return state.taker
        }
        taker?.resume(returning: nil)
        onFinish(self)
    }

    private func next() async -> [UInt8]? {
        await withCheckedContinuation { continuation in
            let ready = state.withLock { state -> [UInt8]?? in
                if state.isFinished { return .some(nil) }
                if state.lost > 0 {
                    let event = ControlEvent(
                        kind: .resync, time: state.lostAt, data: ["missed": .int(Int64(state.lost))])
                    state.lost = 0
                    return line(event, state.lastLost)
                }
                if !state.waiting.isEmpty {
                    let (number, event) = state.waiting.removeFirst()
                    return line(event, number)
                }
                state.taker = continuation
                return nil
            }
            if let ready { continuation.resume(returning: ready) }
        }
    }

    private func line(_ event: ControlEvent, _ number: UInt64) -> [UInt8] {
        EventNotification.line(event, subscription: id, resume: token(number))
    }
}
