#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Tells the service manager how the service is doing, by the protocol of sd_notify(3), without libsystemd.
///
/// Does nothing where `NOTIFY_SOCKET` is not set. Never throws and never blocks: a message that cannot be delivered at
/// once is lost.
public struct SystemdNotifier: Sendable {
    private let socket: NotifySocket?
    private let monotonicMicroseconds: @Sendable () -> UInt64
    /// How often the manager expects ``watchdog()``; `nil` when it does not watch this process. Call twice as often.
    public let watchdogInterval: Duration?

    /// - Parameters:
    ///   - environment: the process environment, as systemd set it.
    ///   - processIdentifier: what to compare `WATCHDOG_PID` with; `nil` for this process.
    ///   - monotonicMicroseconds: `CLOCK_MONOTONIC`, which a reload message has to state.
    public init(
        environment: [String: String], processIdentifier: Int32? = nil,
        monotonicMicroseconds: @escaping @Sendable () -> UInt64 = SystemdNotifier.systemMicroseconds
    ) {
        socket = environment["NOTIFY_SOCKET"].flatMap(NotifySocket.init(address:))
        watchdogInterval = Self.watchdogInterval(environment, processIdentifier: processIdentifier ?? getpid())
        self.monotonicMicroseconds = monotonicMicroseconds
    }

    /// Whether somebody is to be told.
    public var isActive: Bool { socket != nil }

    /// Sends assignments such as `READY=1` in one message.
    public func send(_ state: String...) {
        socket?.send(Array(state.joined(separator: "\n").utf8))
    }

    /// The service is up; also ends a reload.
    public func ready(status: String? = nil) {
        if let status {
            send("READY=1", Self.statusAssignment(status))
        } else {
            send("READY=1")
        }
    }

    /// One line for people, shown by `systemctl status`. Line breaks become spaces.
    public func status(_ text: String) {
        send(Self.statusAssignment(text))
    }

    /// The service has begun to stop.
    public func stopping() {
        send("STOPPING=1")
    }

    /// The service reads its configuration again; ``ready(status:)`` ends it.
    public func reloading() {
        send("RELOADING=1", "MONOTONIC_USEC=\(monotonicMicroseconds())")
    }

    /// The service is alive.
    public func watchdog() {
        send("WATCHDOG=1")
    }

    /// `CLOCK_MONOTONIC` in microseconds.
    public static func systemMicroseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1_000
    }

    private static func statusAssignment(_ text: String) -> String {
        "STATUS=" + String(decoding: text.utf8.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }, as: UTF8.self)
    }

    /// sd_watchdog_enabled(3): without `WATCHDOG_PID` the interval is for whoever reads it.
    private static func watchdogInterval(_ environment: [String: String], processIdentifier: Int32) -> Duration? {
        guard let text = environment["WATCHDOG_USEC"], let microseconds = Int64(text), microseconds > 0 else {
            return nil
        }
        if let pid = environment["WATCHDOG_PID"], Int32(pid) != processIdentifier { return nil }
        return .microseconds(microseconds)
    }
}
