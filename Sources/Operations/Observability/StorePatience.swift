package import KatoModel
import Synchronization

/// Tries again what could not be stored until it can be, and says meanwhile why it waits.
///
/// A full disk stops nothing for good: whoever has something to store waits here, what comes behind it waits too, and
/// both go on when there is space again. One of these for everything that is kept in one place.
package final class StorePatience: Sendable {
    private struct State {
        /// How many wait.
        var waiting = 0
        var issue: (any DescribedError)?
    }

    private let state = Mutex(State())
    private let clock: any Clock<Duration>
    private let fault: @Sendable (any Error) -> (any DescribedError)?
    private let onWait: @Sendable (any DescribedError) -> Void
    private let onResume: @Sendable () -> Void

    private static let pause: Duration = .seconds(1)

    /// - Parameters:
    ///   - fault: describes an error that goes away when somebody frees space or lets go of a file; `nil` for one that
    ///     is there to stay.
    ///   - onWait: called when the first begins to wait.
    ///   - onResume: called when nobody waits any more.
    package init(
        clock: any Clock<Duration>, fault: @escaping @Sendable (any Error) -> (any DescribedError)?,
        onWait: @escaping @Sendable (any DescribedError) -> Void = { _ in },
        onResume: @escaping @Sendable () -> Void = {}
    ) {
        self.clock = clock
        self.fault = fault
        self.onWait = onWait
        self.onResume = onResume
    }

    /// Takes every error as it comes: where nobody may be kept waiting.
    package static let none = StorePatience(clock: ContinuousClock(), fault: { _ in nil })

    /// Why nothing can be stored at the moment; `nil` when all is well.
    package var issue: (any DescribedError)? { state.withLock { $0.issue } }

    /// Does `work`, again and again while it fails for a reason that may go away.
    ///
    /// - Throws: any other error at once.
    package func run<Value>(_ work: () async throws -> Value) async throws -> Value {
        var isWaiting = false
        defer { if isWaiting { leave() } }
        while true {
            do {
                return try await work()
            } catch {
                guard let fault = fault(error) else { throw error }
                note(fault, isFirst: !isWaiting)
                isWaiting = true
                try await clock.sleep(for: Self.pause)
            }
        }
    }

    private func note(_ fault: any DescribedError, isFirst: Bool) {
        let isNews = state.withLock { state in
            state.issue = fault
            if isFirst { state.waiting += 1 }
            return isFirst && state.waiting == 1
        }
        if isNews { onWait(fault) }
    }

    private func leave() {
        let isLast = state.withLock { state in
            state.waiting -= 1
            if state.waiting == 0 { state.issue = nil }
            return state.waiting == 0
        }
        if isLast { onResume() }
    }
}
