/// How a value is written as text. Without any, it is compact UTF-8 with members in their own order.
public struct JSONEncodingOptions: OptionSet, Sendable {
    /// One bit an option.
    public let rawValue: UInt8

    /// Takes the bits; unknown ones mean nothing.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Members in the order of the bytes of their keys, at every level.
    public static let sortedKeys = JSONEncodingOptions(rawValue: 1 << 0)
    /// One member or element a line, indented by two spaces a level.
    public static let pretty = JSONEncodingOptions(rawValue: 1 << 1)
    /// Nothing but printable ASCII inside strings, so that no terminal or line reader takes a character amiss.
    public static let ascii = JSONEncodingOptions(rawValue: 1 << 2)
}
