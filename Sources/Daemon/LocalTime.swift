import KatoModel
import KatoRendering

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The system's time zone for headings and file names.
enum LocalTime {
    /// Makes `zone` the zone of this process. To be called before the first thread exists.
    static func use(zone: String) {
        if zone != "local" { setenv("TZ", zone, 1) }
        tzset()
    }

    /// The process's zone.
    static let zone = RenderZone(
        offsetSeconds: { fields($0).tm_gmtoff },
        abbreviation: { moment in fields(moment).tm_zone.map { String(cString: $0) } ?? "UTC" })

    /// The local date as `yyyy-mm-dd`.
    static func date(_ moment: Timestamp) -> String {
        CivilTime(millisecondsSinceEpoch: moment.milliseconds + Int64(fields(moment).tm_gmtoff) * 1000).dateText
    }

    /// The time now.
    static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// The time now, in nanoseconds since 1970.
    static func nanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    private static func fields(_ moment: Timestamp) -> tm {
        var seconds = time_t(moment.milliseconds / 1000)
        var fields = tm()
        localtime_r(&seconds, &fields)
        return fields
    }
}
