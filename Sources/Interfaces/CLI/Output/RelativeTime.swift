import KatoModel

/// Times as people say them.
enum RelativeTime {
    /// `just now`, `42s ago`, `5m ago`, `3h ago`, `2d ago`; `–` for no time.
    static func text(_ time: Timestamp?, now: Timestamp) -> String {
        guard let time else { return "–" }
        let seconds = (now.milliseconds - time.milliseconds) / 1000
        return switch seconds {
        case ..<2: "just now"
        case ..<60: "\(seconds)s ago"
        case ..<3600: "\(seconds / 60)m ago"
        case ..<86_400: "\(seconds / 3600)h ago"
        default: "\(seconds / 86_400)d ago"
        }
    }

    /// A span in its two largest units: `3d 4h`, `5m 20s`.
    static func span(from start: Timestamp, to end: Timestamp) -> String {
        let seconds = max(0, (end.milliseconds - start.milliseconds) / 1000)
        let parts: [(Int64, String)] = [
            (seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s"),
        ]
        guard let first = parts.firstIndex(where: { $0.0 > 0 }) else { return "0s" }
        return parts[first..<min(first + 2, parts.count)].filter { $0.0 > 0 }
            .map { "\($0.0)\($0.1)" }.joined(separator: " ")
    }
}
