import StrictJSON

/// The value of one field of an event. Never the text of a conversation.
package enum FieldValue: Sendable, Hashable {
    case string(String)
    case int(Int64)
    case bool(Bool)

    /// Any integer; one that does not fit is clamped.
    package static func number(_ value: some BinaryInteger) -> FieldValue {
        .int(Int64(clamping: value))
    }

    /// For people.
    package var text: String {
        switch self {
        case .string(let text): text
        case .int(let number): "\(number)"
        case .bool(let truth): "\(truth)"
        }
    }

    var json: JSONValue {
        switch self {
        case .string(let text): .string(text)
        case .int(let number): .int(number)
        case .bool(let truth): .bool(truth)
        }
    }
}
