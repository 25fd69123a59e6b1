/// How a value came about. Providers may have words of their own.
public struct Reason: Sendable, Hashable, RawRepresentable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Set, whatever the context.
    public static let `static` = Reason(rawValue: "STATIC")
    /// No rule matched.
    public static let `default` = Reason(rawValue: "DEFAULT")
    /// A rule matched the context.
    public static let targetingMatch = Reason(rawValue: "TARGETING_MATCH")
    /// Drawn by a share of all subjects.
    public static let split = Reason(rawValue: "SPLIT")
    public static let cached = Reason(rawValue: "CACHED")
    public static let disabled = Reason(rawValue: "DISABLED")
    public static let stale = Reason(rawValue: "STALE")
    public static let unknown = Reason(rawValue: "UNKNOWN")
    public static let error = Reason(rawValue: "ERROR")
}
