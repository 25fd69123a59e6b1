/// The value of a field, by its type in the protocol's definition.
enum OTLPValue: Sendable, Hashable {
    case string(String)
    case bool(Bool)
    case int64(Int64)
    case enumeration(Int32)
    case fixed64(UInt64)
    case signedFixed64(Int64)
    case double(Double)
    /// Trace and span ids: hexadecimal in JSON, against the rule for other bytes.
    case identifier([UInt8])
    case message(OTLPMessage)
    case messages([OTLPMessage])
    case fixed64s([UInt64])
    case doubles([Double])

    var isDefault: Bool {
        switch self {
        case .string(let text): text.isEmpty
        case .bool(let truth): !truth
        case .int64(let number): number == 0
        case .enumeration(let number): number == 0
        case .fixed64(let number): number == 0
        case .signedFixed64(let number): number == 0
        case .double(let number): number == 0
        case .identifier(let bytes): bytes.isEmpty
        case .message: false
        case .messages(let messages): messages.isEmpty
        case .fixed64s(let numbers): numbers.isEmpty
        case .doubles(let numbers): numbers.isEmpty
        }
    }
}
