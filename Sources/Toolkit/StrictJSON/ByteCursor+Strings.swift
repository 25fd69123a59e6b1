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
                if shortEscape != nil {
                    saved += 1
                    position += 2
                    continue
                }
                let (scalar, length) = try escape()
                saved += length - Self.encodedLength(scalar)
                position += length
            default:
                throw failure(.control)
            }
        }
    }

    /// Steps to behind the closing quote as ``string()`` does, and returns the string. Looks at each byte once.
    ///
    /// The bytes must have been checked for UTF-8.
    mutating func decodedString() throws(JSONError) -> String {
        let start = position
        position = Self.special(in: bytes, from: start)
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\\") else {
            let end = try string().range.upperBound
            return UTF8Check.stringOfValid(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
        }
        return try unescapedString(from: start)
    }

    /// The string a token stands for. The bytes must have been checked for UTF-8.
    func decode(_ token: StringToken) -> String {
        guard token.hasEscapes else {
            return UTF8Check.stringOfValid(UnsafeRawBufferPointer(rebasing: bytes[token.range]))
        }
        var reader = self
        reader.position = token.range.lowerBound
        // Fails at nothing: the token would not be there.
        return (try? reader.decodedString()) ?? ""
    }

    /// The first quote, backslash or control character at or after `start`; the end when there is none.
    static func special(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index <= bytes.count - ByteGroup.count {
            let specials = ByteGroup(bytes, at: index).specials
            guard specials.isUnmarked else { return index + specials.firstMark }
            index += ByteGroup.count
        }
        while index < bytes.count, !isSpecial(bytes[index]) { index += 1 }
        return index
    }

    static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
}
