extension ByteCursor {
    /// The character of the escape at the cursor and the bytes it takes; the cursor stays.
    func escape() throws(JSONError) -> (scalar: Unicode.Scalar, length: Int) {
        if let byte = shortEscape { return (Unicode.Scalar(byte), 2) }
        guard position + 1 < bytes.count else { throw JSONError(code: .truncated, offset: bytes.count) }
        guard bytes[position + 1] == UInt8(ascii: "u") else { throw failure(.escape) }
        return try unicodeEscape()
    }

    /// The byte that two bytes at the cursor stand for; `nil` when they are no such escape.
    var shortEscape: UInt8? {
        @inline(__always) get {
            guard position + 1 < bytes.count else { return nil }
            let byte = Self.shortEscape(bytes[position + 1])
            return byte == 0 ? nil : byte
        }
    }

    /// What a letter behind a backslash stands for; 0 when it is no short escape. All are asked at once, because a branch
    /// for each could not be foreseen.
    @inline(__always) private static func shortEscape(_ letter: UInt8) -> UInt8 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // t r n f b / \ "
        let letters: UInt64 = 0x7472_6E66_622F_5C22
        let meanings: UInt64 = 0x090D_0A0C_082F_5C22
        let differences = letters ^ (ones &* UInt64(letter))
        let equal = (differences &- ones) & ~differences & (ones &* 0x80)
        return UInt8(truncatingIfNeeded: meanings >> UInt64(equal.trailingZeroBitCount & ~7))
    }

    /// The character of `\uXXXX` at the cursor, or of two such that make one.
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

    /// Bytes that a character takes in UTF-8.
    static func encodedLength(_ scalar: Unicode.Scalar) -> Int {
        scalar.value < 0x80 ? 1 : scalar.value < 0x800 ? 2 : scalar.value < 0x1_0000 ? 3 : 4
    }

    /// Writes a character as UTF-8 and returns how many bytes it took.
    static func write(_ scalar: Unicode.Scalar, to output: UnsafeMutableRawBufferPointer, at start: Int) -> Int {
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
}
