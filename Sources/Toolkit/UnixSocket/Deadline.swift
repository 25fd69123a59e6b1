#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A moment by which a blocking call has to be done.
struct Deadline {
    /// Nanoseconds of CLOCK_MONOTONIC; `nil` is never.
    private let end: Int64?

    init(after timeout: Duration?) {
        end = timeout.map { timeout in
            let (seconds, attoseconds) = timeout.components
            return Self.now + seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        }
    }

    private static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// What poll(2) takes: -1 for ever, 0 when the moment has passed.
    var milliseconds: Int32 {
        guard let end else { return -1 }
        return Int32(clamping: max(0, (end - Self.now + 999_999) / 1_000_000))
    }

    /// Waits until `descriptor` can be read or written.
    func wait(for events: Int32, on descriptor: Int32) throws(UnixSocketError) {
        var request = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        while true {
            let ready = poll(&request, 1, milliseconds)
            if ready > 0 { return }
            if ready == 0 { throw UnixSocketError(.timeout) }
            if errno != EINTR { throw UnixSocketError(.system, errno: errno) }
        }
    }

    /// Lets `pause` milliseconds pass, or throws when the moment has come.
    func pause(_ pause: Int32) throws(UnixSocketError) {
        let left = milliseconds
        if left == 0 { throw UnixSocketError(.timeout) }
        _ = poll(nil, 0, left < 0 ? pause : min(pause, left))
    }
}
