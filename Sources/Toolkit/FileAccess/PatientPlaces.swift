public import Dispatch
import Synchronization

/// Which paths lie on file systems that may never answer, and the patience with each of those.
public final class PatientPlaces: Sendable {
    /// How long one call may take. Networks and disks that wake up take less; people who wait for something else to be
    /// recorded notice more.
    private static let limit = DispatchTimeInterval.seconds(2)

    private let wait: @Sendable (DispatchSemaphore) -> Void
    private let place: @Sendable (String) -> String?
    private let patiences = Mutex<[String: Patience]>([:])

    /// - Parameters:
    ///   - wait: waits for the end of a call, and not longer than it likes.
    ///   - place: what a path shares its fate with, `nil` where calls may be made directly.
    public init(
        wait: @escaping @Sendable (DispatchSemaphore) -> Void, place: @escaping @Sendable (String) -> String?
    ) {
        self.wait = wait
        self.place = place
    }

    /// The mounts of this machine.
    public convenience init() {
        let table = MountTable()
        self.init(
            wait: { _ = $0.wait(timeout: .now() + Self.limit) }, place: { table.unreliableMount(of: $0) })
    }

    /// Does `work` with patience where that is needed, and here where it is not.
    public func run<Value: Sendable>(
        _ operation: String, _ path: String, _ work: @escaping @Sendable () throws(FileAccessError) -> Value
    ) throws(FileAccessError) -> Value {
        guard let patience = patience(for: path) else { return try work() }
        return try patience.run(operation, path, work)
    }

    /// `nil` where no patience is needed.
    public func patience(for path: String) -> Patience? {
        guard let place = place(path) else { return nil }
        return patiences.withLock { patiences in
            if let known = patiences[place] { return known }
            let patience = Patience(wait)
            patiences[place] = patience
            return patience
        }
    }
}
