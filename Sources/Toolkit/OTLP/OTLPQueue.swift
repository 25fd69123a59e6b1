import Synchronization

/// Items that wait to be sent: as many as there is room for, the rest is dropped and counted. Never waits.
public final class OTLPQueue<Item: Sendable>: Sendable {
    private struct State {
        var items: [Item] = []
        var dropped = 0
    }

    private let state = Mutex(State())
    private let limit: Int

    /// - Parameter limit: the most items that wait.
    public init(limit: Int) {
        self.limit = limit
    }

    /// How many were dropped because there was no room.
    public var dropped: Int { state.withLock { $0.dropped } }
    /// How many wait.
    public var count: Int { state.withLock { $0.items.count } }

    /// Takes an item, or drops it.
    public func add(_ item: Item) {
        state.withLock { state in
            if state.items.count < limit {
                state.items.append(item)
            } else {
                state.dropped += 1
            }
        }
    }

    /// The oldest ones.
    func take(_ count: Int) -> [Item] {
        state.withLock { state in
            let taken = Array(state.items.prefix(count))
            state.items.removeFirst(taken.count)
            return taken
        }
    }
}
