/// A value in a row or of an argument.
public enum DatabaseValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])

    /// The number, when it is a whole one.
    public var integer: Int64? {
        if case .integer(let number) = self { number } else { nil }
    }

    /// The text, when it is one.
    public var text: String? {
        if case .text(let text) = self { text } else { nil }
    }
}
