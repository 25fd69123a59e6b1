import KatoModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Moments in the terminal's time zone.
enum LocalClock {
    /// `2026-02-10 10:15`.
    static func text(_ moment: Timestamp) -> String {
        var seconds = time_t(moment.milliseconds / 1000)
        var fields = tm()
        localtime_r(&seconds, &fields)
        let local = CivilTime(millisecondsSinceEpoch: moment.milliseconds + Int64(fields.tm_gmtoff) * 1000)
        return "\(local.dateText) \(local.timeText.prefix(5))"
    }
}
