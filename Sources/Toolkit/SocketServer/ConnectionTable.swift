import NIOCore
import Synchronization

/// The open connections, so that a stop closes those that are idle and lets the others answer first.
final class ConnectionTable: Sendable {
    private struct State {
        var idle: [ObjectIdentifier: any Channel] = [:]
        var busy: Set<ObjectIdentifier> = []
        var isStopping = false
    }

    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes a connection in; false when there are too many, or no more are wanted.
    func admit(_ channel: any Channel) -> Bool {
        state.withLock { state in
            guard !state.isStopping, state.idle.count + state.busy.count < limit else { return false }
            state.idle[ObjectIdentifier(channel)] = channel
            return true
        }
    }

    /// A request of the connection is being answered.
    func begin(_ channel: any Channel) {
        state.withLock { state in
            state.idle[ObjectIdentifier(channel)] = nil
            state.busy.insert(ObjectIdentifier(channel))
        }
    }

    /// It was answered; false when the connection is to end now.
    func end(_ channel: any Channel) -> Bool {
        state.withLock { state in
            state.busy.remove(ObjectIdentifier(channel))
            state.idle[ObjectIdentifier(channel)] = channel
            return !state.isStopping
        }
    }

    func remove(_ channel: any Channel) {
        state.withLock { state in
            state.idle[ObjectIdentifier(channel)] = nil
            state.busy.remove(ObjectIdentifier(channel))
        }
    }

    /// Closes what is idle; the rest follows with its answer.
    func stop() {
        let idle = state.withLock { state in
            state.isStopping = true
            return Array(state.idle.values)
        }
        for channel in idle { channel.close(promise: nil) }
    }
}
