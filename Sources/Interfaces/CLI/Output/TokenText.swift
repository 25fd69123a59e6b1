/// Numbers of tokens as people say them.
enum TokenText {
    /// `950`, `12.3k`, `1.2M`.
    static func text(_ count: Int) -> String {
        switch count {
        case ..<1000: "\(count)"
        case ..<1_000_000: short(count, 1000) + "k"
        default: short(count, 1_000_000) + "M"
        }
    }

    /// One digit after the point, unless there are three before it.
    private static func short(_ count: Int, _ unit: Int) -> String {
        let tenths = count / (unit / 10)
        return tenths >= 1000 || tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
