package import KatoModel

/// The zone in which headings tell the time. The daemon fills it from the system's tables.
package struct RenderZone: Sendable {
    /// Seconds east of UTC at a moment.
    package let offsetSeconds: @Sendable (Timestamp) -> Int
    /// The zone's short name at a moment, for example `CET`.
    package let abbreviation: @Sendable (Timestamp) -> String

    package init(
        offsetSeconds: @escaping @Sendable (Timestamp) -> Int,
        abbreviation: @escaping @Sendable (Timestamp) -> String
    ) {
        self.offsetSeconds = offsetSeconds
        self.abbreviation = abbreviation
    }

    /// Coordinated universal time.
    package static let utc = RenderZone(offsetSeconds: { _ in 0 }, abbreviation: { _ in "UTC" })

    /// The calendar fields of `time` in this zone.
    func civil(_ time: Timestamp) -> CivilTime {
        CivilTime(millisecondsSinceEpoch: time.milliseconds + Int64(offsetSeconds(time)) * 1000)
    }

    /// `2026-02-10 10:15:02 CET`.
    func heading(_ time: Timestamp) -> String {
        let parts = civil(time)
        return "\(parts.dateText) \(parts.timeText) \(abbreviation(time))"
    }

    /// RFC 3339 with the zone's offset, to the second: `2026-02-10T10:15:02+01:00`.
    func rfc3339(_ time: Timestamp) -> String {
        let parts = civil(time)
        let offset = offsetSeconds(time)
        let minutes = abs(offset) / 60
        let sign = offset < 0 ? "-" : "+"
        let zone = "\(sign)\(CivilTime.padded(minutes / 60, 2)):\(CivilTime.padded(minutes % 60, 2))"
        return "\(parts.dateText)T\(parts.timeText)\(zone)"
    }
}
