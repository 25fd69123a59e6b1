/// A place in a JSON text and the steps over white space, literals and numbers from there.
///
/// Every access is behind a comparison with `bytes.count`; debug builds check once more in `UnsafeRawBufferPointer`.
struct ByteCursor {
    let bytes: UnsafeRawBufferPointer
    var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// An error at the cursor, or at the end when the text ends there.
    func failure(_ code: JSONError.Code) -> JSONError {
        JSONError(code: position < bytes.count ? code : .truncated, offset: min(position, bytes.count))
    }

    mutating func skipWhiteSpace() {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    /// The first byte after white space, which stays unread.
    @inline(__always) mutating func next() throws(JSONError) -> UInt8 {
        // Most agents write no white space.
        if position < bytes.count, bytes[position] > 0x20 { return bytes[position] }
        return try nextAfterWhiteSpace()
    }

    private mutating func nextAfterWhiteSpace() throws(JSONError) -> UInt8 {
        skipWhiteSpace()
        guard position < bytes.count else { throw failure(.truncated) }
        return bytes[position]
    }

    /// Steps over the comma or the bracket after an element; says whether another element must follow.
    mutating func continues(until bracket: UInt8) throws(JSONError) -> Bool {
        let byte = try next()
        guard byte == UInt8(ascii: ",") || byte == bracket else { throw failure(.syntax) }
        position += 1
        return byte != bracket
    }

    /// Steps over `"key" :` and the white space after it.
    mutating func key() throws(JSONError) -> StringToken {
        guard try next() == UInt8(ascii: "\"") else { throw failure(.syntax) }
        position += 1
        let token = try string()
        guard try next() == UInt8(ascii: ":") else { throw failure(.syntax) }
        position += 1
        skipWhiteSpace()
        return token
    }

    mutating func literal(_ word: StaticString) throws(JSONError) {
        for index in 0..<word.utf8CodeUnitCount {
            guard position < bytes.count, bytes[position] == word.utf8Start[index] else { throw failure(.syntax) }
            position += 1
        }
    }

    /// Steps over a number; its value when it is an `Int64` written without fraction and exponent.
    ///
    /// `-0` has none, so that it can be written again as it was.
    mutating func number() throws(JSONError) -> Int64? {
        guard let first = peekByte, first == UInt8(ascii: "-") || isDigit(first) else { throw failure(.syntax) }
        let negative = first == UInt8(ascii: "-")
        if negative { position += 1 }
        guard let magnitude = try integerPart() else {
            _ = try fractionAndExponent()
            return nil
        }
        guard try !fractionAndExponent() else { return nil }
        if negative {
            return (1...(1 << 63)).contains(magnitude) ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
        }
        return Int64(exactly: magnitude)
    }

    /// The digits before the point; `nil` when they exceed 64 bits.
    private mutating func integerPart() throws(JSONError) -> UInt64? {
        guard let first = peekByte, isDigit(first) else { throw failure(.number) }
        position += 1
        var value = UInt64(first & 0x0F)
        var overflow = false
        while let byte = peekByte, isDigit(byte) {
            guard first != UInt8(ascii: "0") else { throw failure(.number) }
            let (product, tooBig) = value.multipliedReportingOverflow(by: 10)
            let (sum, carried) = product.addingReportingOverflow(UInt64(byte & 0x0F))
            value = sum
            overflow = overflow || tooBig || carried
            position += 1
        }
        return overflow ? nil : value
    }

    /// Steps over what makes a number more than an integer; says whether there was any of it.
    private mutating func fractionAndExponent() throws(JSONError) -> Bool {
        var found = false
        if peekByte == UInt8(ascii: ".") {
            position += 1
            try digits()
            found = true
        }
        if let byte = peekByte, byte | 0x20 == UInt8(ascii: "e") {
            position += 1
            if let sign = peekByte, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
            try digits()
            found = true
        }
        return found
    }

    private mutating func digits() throws(JSONError) {
        guard let first = peekByte, isDigit(first) else { throw failure(.number) }
        while let byte = peekByte, isDigit(byte) { position += 1 }
    }

    private var peekByte: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10
    }
}
