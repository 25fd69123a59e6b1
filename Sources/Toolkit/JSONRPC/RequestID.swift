public import StrictJSON

/// What ties a response to its request. It is repeated exactly as it came.
public enum RequestID: Sendable, Hashable {
    case string(String)
    case int(Int64)
    /// The literal of an integer that is no `Int64`.
    case number(String)
    case null

    /// Takes a string, an integer or null. Fractions, exponents and any other kind are no ids.
    public init?(json: JSONValue) {
        switch json {
        case .null: self = .null
        case .int(let value): self = .int(value)
        case .string(let text): self = .string(text)
        case .number(let literal):
            // The specification advises against fractions: many decimals have no exact binary form to compare.
            guard literal.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }) else { return nil }
            self = .number(literal)
        case .bool, .array, .object: return nil
        }
    }

    /// The id as it stands in a message.
    public var json: JSONValue {
        switch self {
        case .string(let text): .string(text)
        case .int(let value): .int(value)
        case .number(let literal): .number(literal)
        case .null: .null
        }
    }

    /// Bytes of a string or of a literal; numbers that fit a register count nothing.
    var length: Int {
        switch self {
        case .string(let text), .number(let text): text.utf8.count
        case .int, .null: 0
        }
    }
}
