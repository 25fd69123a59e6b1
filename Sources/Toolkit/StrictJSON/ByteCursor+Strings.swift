extension ByteCursor {
    /// Steps to behind the closing quote; the cursor is behind the opening one.
    mutating func string() throws(JSONError) -> StringToken {
        let start = position
        var saved = 0
        while true {
            position = Self.special(in: bytes, from: position)
            guard position < bytes.count else { throw failure(.truncated) }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                let range = start..<position
                position += 1
                return StringToken(range: range, decodedCount: range.count - saved)
            case UInt8(ascii: "\\"):
                let (scalar, length) = try escape()
                saved += length - Self.encodedLength(scalar)
                position += length
            default:
                throw failure(.control)
            }
        }
    }

    /// The string a token stands for. The bytes must have been checked for UTF-8.
    func decode(_ token: StringToken) -> String {
        let raw = UnsafeRawBufferPointer(rebasing: bytes[token.range])
        guard token.hasEscapes else { return UTF8Check.stringOfValid(raw) }
        return withUnsafeTemporaryAllocation(byteCount: token.decodedCount, alignment: 1) { output in
            let written = unescape(token, into: output)
            return UTF8Check.stringOfValid(UnsafeRawBufferPointer(rebasing: output[..<written]))
        }
    }

    /// Writes the decoded bytes, which the token has counted, and returns how many they are.
    private func unescape(_ token: StringToken, into output: UnsafeMutableRawBufferPointer) -> Int {
        var reader = self
        reader.position = token.range.lowerBound
        var written = 0
        while reader.position < token.range.upperBound {
            let start = reader.position
            reader.position = Self.special(in: bytes, from: start)
            let run = UnsafeRawBufferPointer(rebasing: bytes[start..<reader.position])
            UnsafeMutableRawBufferPointer(rebasing: output[written...]).copyMemory(from: run)
            written += run.count
            guard reader.position < token.range.upperBound, let (scalar, length) = try? reader.escape() else { break }
            reader.position += length
            written += Self.write(scalar, to: output, at: written)
        }
        return written
    }

    /// The character of the escape at the cursor and the bytes it takes; the cursor stays.
    func escape() throws(JSONError) -> (scalar: Unicode.Scalar, length: Int) {
        guard position + 1 < bytes.count else { throw JSONError(code: .truncated, offset: bytes.count) }
        switch bytes[position + 1] {
        case UInt8(ascii: "\""): return ("\"", 2)
        case UInt8(ascii: "\\"): return ("\\", 2)
        case UInt8(ascii: "/"): return ("/", 2)
        case UInt8(ascii: "n"): return ("\n", 2)
        case UInt8(ascii: "r"): return ("\r", 2)
        case UInt8(ascii: "t"): return ("\t", 2)
        case UInt8(ascii: "b"): return ("\u{8}", 2)
        case UInt8(ascii: "f"): return ("\u{C}", 2)
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw failure(.escape)
        }
    }

    private func unicodeEscape() throws(JSONError) -> (scalar: Unicode.Scalar, length: Int) {
        let unit = try codeUnit(at: position + 2)
        if let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
        guard unit < 0xDC00 else { throw failure(.surrogate) }
        guard position + 7 < bytes.count else {
            let cutOff = position + 6 >= bytes.count || bytes[position + 6] == UInt8(ascii: "\\")
            throw cutOff ? JSONError(code: .truncated, offset: bytes.count) : failure(.surrogate)
        }
        guard bytes[position + 6] == UInt8(ascii: "\\"), bytes[position + 7] == UInt8(ascii: "u") else {
            throw failure(.surrogate)
        }
        let low = try codeUnit(at: position + 8)
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else { throw failure(.surrogate) }
        return (scalar, 12)
    }

    /// Four hexadecimal digits.
    private func codeUnit(at start: Int) throws(JSONError) -> UInt32 {
        guard start + 4 <= bytes.count else { throw JSONError(code: .truncated, offset: bytes.count) }
        let unit =
            Self.nibble(bytes[start]) << 12 | Self.nibble(bytes[start + 1]) << 8
            | Self.nibble(bytes[start + 2]) << 4 | Self.nibble(bytes[start + 3])
        guard unit <= 0xFFFF else { throw failure(.escape) }
        return unit
    }

    /// The value of a hexadecimal digit; more than 16 bits for any other byte.
    private static func nibble(_ byte: UInt8) -> UInt32 {
        let digit = byte &- 0x30
        if digit < 10 { return UInt32(digit) }
        let letter = (byte | 0x20) &- 0x61
        return letter < 6 ? UInt32(letter) + 10 : 0x1_0000
    }

    private static func encodedLength(_ scalar: Unicode.Scalar) -> Int {
        scalar.value < 0x80 ? 1 : scalar.value < 0x800 ? 2 : scalar.value < 0x1_0000 ? 3 : 4
    }

    /// Writes a character as UTF-8 and returns how many bytes it took.
    private static func write(_ scalar: Unicode.Scalar, to output: UnsafeMutableRawBufferPointer, at start: Int) -> Int
    {
        let value = scalar.value
        let length = encodedLength(scalar)
        guard length > 1 else {
            output[start] = UInt8(truncatingIfNeeded: value)
            return 1
        }
        for index in 1..<length {
            let shift = UInt32(6 * (length - 1 - index))
            output[start + index] = UInt8(truncatingIfNeeded: 0x80 | (value >> shift & 0x3F))
        }
        // As many leading one bits as there are bytes, then a zero.
        let marker = UInt32(0xF00) >> UInt32(length) & 0xFF
        output[start] = UInt8(truncatingIfNeeded: marker | value >> UInt32(6 * (length - 1)))
        return length
    }

    /// The first quote, backslash or control character at or after `start`; the end when there is none.
    static func special(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        // Most runs are long: two words in turn, so that the processor need not wait for one to begin with the next.
        while index <= bytes.count - 16 {
            let first = specials(in: bytes, at: index)
            let second = specials(in: bytes, at: index + 8)
            guard first | second == 0 else {
                return index + (first != 0 ? first.trailingZeroBitCount : 64 + second.trailingZeroBitCount) / 8
            }
            index += 16
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C { break }
            index += 1
        }
        return index
    }

    /// The highest bit of each special byte among eight, and perhaps of some above the first.
    ///
    /// A subtraction borrows only from above a byte that was found, so the lowest bit found is always right.
    private static func specials(in bytes: UnsafeRawBufferPointer, at index: Int) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let quotes = (word ^ (ones &* 0x22)) &- ones
        let backslashes = (word ^ (ones &* 0x5C)) &- ones
        let controls = word &- (ones &* 0x20)
        return (quotes | backslashes | controls) & ~word & (ones &* 0x80)
    }
}
