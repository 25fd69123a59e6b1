/// The value of an attribute.
public enum OTLPAttribute: Sendable, Hashable {
    case string(String)
    case bool(Bool)
    case int(Int64)
    case double(Double)
    case strings([String])

    fileprivate var message: OTLPMessage {
        var any = OTLPMessage()
        switch self {
        case .string(let text): any.choose(1, "stringValue", .string(text))
        case .bool(let truth): any.choose(2, "boolValue", .bool(truth))
        case .int(let number): any.choose(3, "intValue", .int64(number))
        case .double(let number): any.choose(4, "doubleValue", .double(number))
        case .strings(let texts):
            var array = OTLPMessage()
            array.add(1, "values", .messages(texts.map { OTLPAttribute.string($0).message }))
            any.choose(5, "arrayValue", .message(array))
        }
        return any
    }
}

extension OTLPMessage {
    /// An `AnyValue`.
    init(_ value: OTLPAttribute) { self = value.message }

    /// Attributes, in the order of their keys.
    static func attributes(_ attributes: [String: OTLPAttribute]) -> OTLPValue {
        .messages(
            attributes.sorted { $0.key < $1.key }.map { key, value in
                var pair = OTLPMessage()
                pair.add(1, "key", .string(key))
                pair.add(2, "value", .message(value.message))
                return pair
            })
    }
}
