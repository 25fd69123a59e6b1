/// Sizes as people say them.
enum ByteText {
    private static let units: [(Int64, String)] = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")]

    /// `950 B`, `12 KiB`, `1.4 GiB`: one digit after the point below ten.
    static func text(_ bytes: Int64) -> String {
        guard let (unit, name) = units.first(where: { bytes >= $0.0 }) else { return "\(max(0, bytes)) B" }
        let (whole, tenth) = (bytes / unit, bytes % unit * 10 / unit)
        return whole < 10 && tenth > 0 ? "\(whole).\(tenth) \(name)" : "\(whole) \(name)"
    }
}
