extension OTLPMessage {
    /// The message as protobuf has it.
    public var protobuf: [UInt8] {
        var bytes: [UInt8] = []
        for field in fields { field.value.write(field.number, to: &bytes) }
        return bytes
    }
}

extension OTLPValue {
    private enum Wire: UInt64 {
        case varint = 0
        case bits64 = 1
        case delimited = 2
    }

    fileprivate func write(_ number: UInt32, to bytes: inout [UInt8]) {
        func key(_ wire: Wire) { Self.varint(UInt64(number) << 3 | wire.rawValue, to: &bytes) }
        func delimited(_ content: [UInt8]) {
            key(.delimited)
            Self.varint(UInt64(content.count), to: &bytes)
            bytes += content
        }
        switch self {
        case .string(let text): delimited(Array(text.utf8))
        case .identifier(let content): delimited(content)
        case .message(let message): delimited(message.protobuf)
        case .messages(let messages): for message in messages { delimited(message.protobuf) }
        case .fixed64s(let numbers): delimited(numbers.flatMap(Self.fixed))
        case .doubles(let numbers): delimited(numbers.flatMap { Self.fixed($0.bitPattern) })
        case .bool(let truth):
            key(.varint)
            bytes.append(truth ? 1 : 0)
        case .int64(let value):
            key(.varint)
            Self.varint(UInt64(bitPattern: value), to: &bytes)
        case .enumeration(let value):
            key(.varint)
            Self.varint(UInt64(bitPattern: Int64(value)), to: &bytes)
        case .fixed64(let value):
            key(.bits64)
            bytes += Self.fixed(value)
        case .signedFixed64(let value):
            key(.bits64)
            bytes += Self.fixed(UInt64(bitPattern: value))
        case .double(let value):
            key(.bits64)
            bytes += Self.fixed(value.bitPattern)
        }
    }

    private static func fixed(_ value: UInt64) -> [UInt8] { withUnsafeBytes(of: value.littleEndian, Array.init) }

    private static func varint(_ value: UInt64, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
