import KatoControlClient
import KatoControlProtocol
import KatoPaths

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Asks the daemon to end and waits until it is gone.
struct DaemonStopper {
    let daemons: Daemons

    /// Looks at the lock every 10 ms, for 30 seconds at most: a daemon drains within moments.
    private static let pause: UInt32 = 10_000
    private static let looks = 3000

    /// The process id of the daemon that ended; `nil` when none ran.
    func stop() throws -> Int64? {
        let client: ControlClient
        do throws(ControlClientError) {
            client = try daemons.client()
        } catch .notRunning {
            return nil
        }
        let pid = try client.ping().pid
        try client.stop()
        for _ in 0..<Self.looks {
            if daemons.isLockFree() { return pid }
            usleep(Self.pause)
        }
        throw CommandFailure(
            "The daemon (pid \(pid)) did not end within 30 seconds.", hint: "End it with `kill \(pid)`.")
    }
}
