import Synchronization

/// What a hook keeps from one stage of an evaluation for the next.
public final class HookData: Sendable {
    private let values = Mutex<[String: any Sendable]>([:])

    init() {}

    public subscript(name: String) -> (any Sendable)? {
        get { values.withLock { $0[name] } }
        set { values.withLock { $0[name] = newValue } }
    }
}
