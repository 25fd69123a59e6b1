import Synchronization

/// One check at a time: each reads all there is, and a second one would only slow down the first.
final class CheckTurn: Sendable {
    private let isTaken = Mutex(false)

    /// Runs `work`; `nil` when somebody else's is running.
    func run<Value: Sendable>(_ work: () async throws -> Value) async rethrows -> Value? {
        let isMine = isTaken.withLock { taken in
            defer { taken = true }
            return !taken
        }
        guard isMine else { return nil }
        defer { isTaken.withLock { $0 = false } }
        return try await work()
    }
}
