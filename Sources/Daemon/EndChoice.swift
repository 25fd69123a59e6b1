import Synchronization

/// What the daemon was asked to end with; the first word counts, and without one it is a stop.
final class EndChoice: Sendable {
    private let choice = Mutex<DaemonEnd?>(nil)

    var current: DaemonEnd { choice.withLock { $0 } ?? .stop }

    func choose(_ end: DaemonEnd) {
        choice.withLock { $0 = $0 ?? end }
    }
}
