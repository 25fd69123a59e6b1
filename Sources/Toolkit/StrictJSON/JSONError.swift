/// Why a text is not the JSON that was asked for, and where.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The rule that was broken.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The text ends before the value does.
        case truncated
        /// A byte that cannot stand where it stands.
        case syntax
        /// Something other than white space follows the value.
        case trailing
        /// More containers inside each other than the reader allows.
        case depth
        /// Bytes that are not UTF-8.
        case utf8
        /// A `\u` escape that is one half of a surrogate pair.
        case surrogate
        /// A backslash with something after it that is no escape.
        case escape
        /// A control character inside a string that is not escaped.
        case control
        /// Digits that break the grammar of numbers, such as `01` or `1.`.
        case number
        /// Another kind of value than the caller asked for.
        case kind
    }

    /// Which rule was broken.
    public let code: Code
    /// Bytes from the start of the text to the place where the rule was broken.
    public let offset: Int

    /// Describes one broken rule.
    public init(code: Code, offset: Int) {
        self.code = code
        self.offset = offset
    }

    /// One English sentence that says what is wrong and where; it quotes nothing of the text.
    public var sentence: String {
        "\(Self.complaint(code)) at byte \(offset)."
    }

    /// The same as ``sentence``.
    public var description: String { sentence }

    private static func complaint(_ code: Code) -> String {
        switch code {
        case .truncated: "The JSON text ends too early"
        case .syntax: "The JSON text has an unexpected character"
        case .trailing: "Something follows the JSON value"
        case .depth: "The JSON text is nested too deeply"
        case .utf8: "The JSON text is not valid UTF-8"
        case .surrogate: "A JSON string has half a surrogate pair"
        case .escape: "A JSON string has an unknown escape"
        case .control: "A JSON string has an unescaped control character"
        case .number: "A JSON number is malformed"
        case .kind: "The JSON value is of another kind than expected"
        }
    }
}
