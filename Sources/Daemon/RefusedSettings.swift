import KatoModel
import Synchronization

/// Why the settings in force are not those of the file, until a reload succeeds.
final class RefusedSettings: Sendable {
    struct Refusal: Sendable {
        let message: String
        let since: Timestamp
    }

    private let refusal: Mutex<Refusal?>

    /// - Parameter message: why this process began with other settings than the file's; `nil` when it did not.
    init(_ message: String?, since: Timestamp) {
        refusal = Mutex(message.map { Refusal(message: $0, since: since) })
    }

    var current: Refusal? { refusal.withLock { $0 } }

    /// Settings were read that cannot be used. Told again, it is as old as when it was told first.
    func note(_ error: ReloadRefusal, at now: Timestamp) {
        refusal.withLock { known in
            let since = known?.message == error.message ? known?.since : nil
            known = Refusal(message: error.message, since: since ?? now)
        }
    }

    /// The file can be used.
    func clear() {
        refusal.withLock { $0 = nil }
    }
}
