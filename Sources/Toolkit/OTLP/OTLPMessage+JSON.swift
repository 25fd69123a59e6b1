public import StrictJSON

extension OTLPMessage {
    /// The message as JSON has it: 64-bit numbers as texts, enumerations as numbers, ids in hexadecimal.
    public var json: JSONValue {
        .object(JSONObject(members: fields.map { .init(key: $0.name, value: $0.value.json) }))
    }
}

extension OTLPValue {
    fileprivate var json: JSONValue {
        switch self {
        case .string(let text): .string(text)
        case .bool(let truth): .bool(truth)
        case .int64(let number), .signedFixed64(let number): .string("\(number)")
        case .enumeration(let number): .int(Int64(number))
        case .fixed64(let number): .string("\(number)")
        case .double(let number): JSONValue(number)
        case .identifier(let bytes): .string(Self.hexadecimal(bytes))
        case .message(let message): message.json
        case .messages(let messages): .array(messages.map(\.json))
        case .fixed64s(let numbers): .array(numbers.map { .string("\($0)") })
        case .doubles(let numbers): .array(numbers.map { JSONValue($0) })
        }
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
