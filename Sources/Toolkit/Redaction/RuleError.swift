/// What is wrong in a text of rules.
public struct RuleError: Error, Sendable, Hashable, CustomStringConvertible {
    /// From 1.
    public let line: Int
    /// One sentence.
    public let message: String

    public var description: String { "line \(line): \(message)" }
}
