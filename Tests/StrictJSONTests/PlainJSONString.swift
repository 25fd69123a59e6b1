/// A JSON string read byte by byte, as RFC 8259 says it: what the reader of many bytes at a time is compared with.
enum PlainJSONString {
    /// The decoded bytes of a text that is one string; `nil` when it is none.
    static func decode(_ text: [UInt8]) -> [UInt8]? {
        guard text.first == UInt8(ascii: "\""), String(validating: text, as: UTF8.self) != nil else { return nil }
        var decoded: [UInt8] = []
        var rest = text.dropFirst()
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return rest.isEmpty ? decoded : nil
            case UInt8(ascii: "\\"):
                guard let character = escape(&rest) else { return nil }
                decoded += Array(String(character).utf8)
            case ..<0x20: return nil
            default: decoded.append(byte)
            }
        }
        return nil
    }

    private static func escape(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar? {
        let short: [Character: Unicode.Scalar] = [
            "\"": "\"", "\\": "\\", "/": "/", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t",
        ]
        guard let letter = rest.popFirst() else { return nil }
        guard letter == UInt8(ascii: "u") else { return short[Character(Unicode.Scalar(letter))] }
        guard let unit = codeUnit(&rest) else { return nil }
        guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) }
        guard rest.popFirst() == UInt8(ascii: "\\"), rest.popFirst() == UInt8(ascii: "u"), let low = codeUnit(&rest),
            UTF16.isTrailSurrogate(low)
        else { return nil }
        return UTF16.decode(UTF16.EncodedScalar([unit, low]))
    }

    private static func codeUnit(_ rest: inout ArraySlice<UInt8>) -> UInt16? {
        let digits = String(decoding: rest.prefix(4), as: UTF8.self)
        guard digits.count == 4, digits.allSatisfy(\.isHexDigit), digits.utf8.count == 4 else { return nil }
        rest = rest.dropFirst(4)
        return UInt16(digits, radix: 16)
    }
}
