import Dispatch
import FileAccess
import Synchronization

/// A folder whose file system can stop to answer, until it is told to go on.
package final class HangingPlace: Sendable {
    /// What does not come back.
    package enum Calls: Sendable {
        case all
        case appends
    }

    package let path: String
    private let state = Mutex<(calls: Calls, end: DispatchSemaphore)?>(nil)
    private let waiting = Atomic(0)

    package init(_ path: String) {
        self.path = path
    }

    /// How many calls wait now.
    package var count: Int { waiting.load(ordering: .acquiring) }

    /// From now on these calls do not come back.
    package func hang(_ calls: Calls = .all) {
        state.withLock { $0 = (calls, DispatchSemaphore(value: 0)) }
    }

    /// Everything that waits goes on, and nothing hangs any more.
    package func goOn() {
        let end = state.withLock { state in
            defer { state = nil }
            return state?.end
        }
        end?.signal()
    }

    func holds(_ other: String) -> Bool { other == path || other.hasPrefix(path + "/") }

    /// Comes back when it may.
    func pass(_ call: Calls = .all) {
        let found = state.withLock { state in
            state.flatMap { $0.calls == .all || call == .appends ? $0.end : nil }
        }
        guard let found else { return }
        waiting.add(1, ordering: .acquiringAndReleasing)
        found.wait()
        // For the next that waits.
        found.signal()
        waiting.subtract(1, ordering: .acquiringAndReleasing)
    }
}
