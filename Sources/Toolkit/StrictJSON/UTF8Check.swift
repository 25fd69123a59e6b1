/// Finds bytes that are not UTF-8, by the table of well-formed sequences (Unicode 3.9, table 3-7).
enum UTF8Check {
    /// The offset of the first byte of the first malformed sequence.
    static func firstInvalid(in bytes: UnsafeRawBufferPointer) -> Int? {
        var index = 0
        while true {
            index = skipASCII(bytes, from: index)
            while index < bytes.count, bytes[index] >= 0x80 {
                let length = sequenceLength(bytes, at: index)
                guard length > 0 else { return index }
                index += length
            }
            if index == bytes.count { return nil }
        }
    }

    /// A string of bytes that ``firstInvalid(in:)`` found nothing in. The standard library would look at each again.
    static func stringOfValid(_ bytes: UnsafeRawBufferPointer) -> String {
        let units = bytes.assumingMemoryBound(to: UInt8.self)
        guard #available(macOS 26, *) else { return String(decoding: units, as: UTF8.self) }
        let isASCII = skipASCII(bytes, from: 0) == bytes.count
        return String(copying: UTF8Span(unchecked: units.span, isKnownASCII: isASCII))
    }

    private static func skipASCII(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        let high: UInt64 = 0x8080_8080_8080_8080
        var index = start
        while index <= bytes.count - 32 {
            let words =
                bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                | bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
                | bytes.loadUnaligned(fromByteOffset: index + 16, as: UInt64.self)
                | bytes.loadUnaligned(fromByteOffset: index + 24, as: UInt64.self)
            guard words & high == 0 else { break }
            index += 32
        }
        while index <= bytes.count - 8 {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)) & high
            guard word == 0 else { return index + word.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < bytes.count, bytes[index] < 0x80 { index += 1 }
        return index
    }

    /// Bytes in the sequence whose lead byte is at `index`; 0 when it is malformed or cut off.
    private static func sequenceLength(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
        let lead = bytes[index]
        let left = bytes.count - index
        if lead >= 0xC2, lead <= 0xDF {
            return left >= 2 && isContinuation(bytes[index + 1]) ? 2 : 0
        }
        if lead >= 0xE0, lead <= 0xEF {
            guard left >= 3, isContinuation(bytes[index + 1]), isContinuation(bytes[index + 2]) else { return 0 }
            // E0 80…9F is overlong, ED A0…BF is a surrogate.
            if lead == 0xE0 { return bytes[index + 1] >= 0xA0 ? 3 : 0 }
            if lead == 0xED { return bytes[index + 1] <= 0x9F ? 3 : 0 }
            return 3
        }
        guard lead >= 0xF0, lead <= 0xF4, left >= 4, isContinuation(bytes[index + 1]),
            isContinuation(bytes[index + 2]), isContinuation(bytes[index + 3])
        else { return 0 }
        // F0 80…8F is overlong, F4 90…BF is above U+10FFFF.
        if lead == 0xF0 { return bytes[index + 1] >= 0x90 ? 4 : 0 }
        if lead == 0xF4 { return bytes[index + 1] <= 0x8F ? 4 : 0 }
        return 4
    }

    private static func isContinuation(_ byte: UInt8) -> Bool {
        byte & 0xC0 == 0x80
    }
}
