/// Something open on a file system that may never answer. It is used with patience, and let go on a thread of its own: to
/// close a file can take as long as to write it.
final class Entrusted<Base: Sendable>: Sendable {
    private final class Held: Sendable {
        let base: Base

        init(_ base: Base) { self.base = base }
    }

    private let patience: Patience
    private let held: Unmanaged<Held>

    init(_ base: Base, _ patience: Patience) {
        self.patience = patience
        held = .passRetained(Held(base))
    }

    deinit { patience.release(held) }

    /// Does something with it, as ``Patience/run(_:_:_:)`` does.
    func run<Value: Sendable>(
        _ operation: String, _ path: String, _ work: @escaping @Sendable (Base) throws(FileAccessError) -> Value
    ) throws(FileAccessError) -> Value {
        let held = held.takeUnretainedValue()
        return try patience.run(operation, path) { () throws(FileAccessError) in try work(held.base) }
    }
}
