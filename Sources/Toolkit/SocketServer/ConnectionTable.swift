import NIOCore
import Synchronization

/// The open connections, so that a stop closes those that are idle and lets the others answer first.
final class ConnectionTable: Sendable {
    private struct State {
        var idle: [ObjectIdentifier: any Channel] = [:]
        var busy: Set<ObjectIdentifier> = []
        var ofProcess: [Int32: Int] = [:]
        var isStopping = false
    }

    /// Much longer than the reading of what has come takes, and too short to be noticed by whoever stops the server.
    private static let grace = TimeAmount.milliseconds(50)

    private let state = Mutex(State())
    private let limits: ServerLimits

    init(limits: ServerLimits) {
        self.limits = limits
    }

    /// Takes a connection in; false when there are too many, of all or of one process.
    func admit(_ channel: any Channel, of process: Int32) -> Bool {
        let (isAdmitted, isStopping) = state.withLock { state in
            guard state.idle.count + state.busy.count < limits.connections,
                state.ofProcess[process, default: 0] < limits.connectionsOfProcess
            else { return (false, false) }
            state.idle[ObjectIdentifier(channel)] = channel
            state.ofProcess[process, default: 0] += 1
            return (true, state.isStopping)
        }
        if isStopping { closeSoon(channel) }
        return isAdmitted
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

    /// A connection that was admitted is gone.
    func remove(_ channel: any Channel, of process: Int32) {
        state.withLock { state in
            state.idle[ObjectIdentifier(channel)] = nil
            state.busy.remove(ObjectIdentifier(channel))
            let left = state.ofProcess[process, default: 0] - 1
            state.ofProcess[process] = left > 0 ? left : nil
        }
    }

    /// Closes what is idle; the rest follows with its answer.
    func stop() {
        let idle = state.withLock { state in
            state.isStopping = true
            return Array(state.idle.values)
        }
        for channel in idle { closeSoon(channel) }
    }

    /// A request that was sent already is read in the next moments, and then answered first.
    private func closeSoon(_ channel: any Channel) {
        channel.eventLoop.scheduleTask(in: Self.grace) {
            let isIdle = self.state.withLock { $0.idle[ObjectIdentifier(channel)] != nil }
            if isIdle { channel.close(promise: nil) }
        }
    }
}
