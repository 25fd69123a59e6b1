import Synchronization

/// Something that happens once during a test.
final class Flag: Sendable {
    private let state = Mutex(false)

    var isSet: Bool { state.withLock { $0 } }

    /// True the first time.
    @discardableResult
    func set() -> Bool {
        state.withLock { state in
            defer { state = true }
            return !state
        }
    }
}
