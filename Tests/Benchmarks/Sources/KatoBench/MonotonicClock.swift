import Glibc

/// The machine's monotonic clock in nanoseconds; the same for every process.
enum MonotonicClock {
    static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Returns at `deadline`, and at once when it has passed.
    static func sleep(until deadline: UInt64) {
        var time = timespec(tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
        while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
    }

    static func sleep(milliseconds: UInt64) {
        sleep(until: now() + milliseconds * 1_000_000)
    }

    /// Asks every `interval` until the answer is there.
    ///
    /// - Throws: ``BenchError`` with `what` after `seconds`, and whatever `answer` throws.
    static func wait<Answer>(
        for what: String, seconds: UInt64, every interval: UInt64 = 5, _ answer: () throws -> Answer?
    ) throws -> Answer {
        let deadline = now() + seconds * 1_000_000_000
        while true {
            if let found = try answer() { return found }
            guard now() < deadline else { throw BenchError("waited \(seconds) s for \(what)") }
            sleep(milliseconds: interval)
        }
    }
}
