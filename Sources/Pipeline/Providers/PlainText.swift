/// Small repairs to texts that are the same for every agent. Works on bytes: everything it looks for is ASCII.
enum PlainText {
    /// The text without terminal control sequences (ECMA-48 `ESC [` up to the final byte).
    static func withoutControlSequences(_ text: String) -> String {
        let escape: UInt8 = 0x1B
        guard contains(escape, text) else { return text }
        var kept: [UInt8] = []
        var rest = text.utf8[...]
        while let start = rest.firstIndex(of: escape) {
            kept += rest[..<start]
            rest = rest[start...].dropFirst()
            if rest.first == UInt8(ascii: "[") {
                rest = rest.dropFirst().drop { (0x20...0x3F).contains($0) }
                if let final = rest.first, (0x40...0x7E).contains(final) { rest = rest.dropFirst() }
            }
        }
        kept += rest
        return String(decoding: kept, as: UTF8.self)
    }

    /// The text without blank lines before it and white space behind it; the first line keeps its indentation.
    static func trimmed(_ text: String) -> String {
        let bytes = text.utf8
        var end = bytes.endIndex
        while end > bytes.startIndex, isWhiteSpace(bytes[bytes.index(before: end)]) { end = bytes.index(before: end) }
        var start = bytes.startIndex
        var cursor = start
        while cursor < end, isWhiteSpace(bytes[cursor]) {
            let isLineFeed = bytes[cursor] == 0x0A
            cursor = bytes.index(after: cursor)
            if isLineFeed { start = cursor }
        }
        return start == bytes.startIndex && end == bytes.endIndex ? text : String(text[start..<end])
    }

    /// Whether the byte is in the text. Looks at every byte, which the compiler makes many at a time of; leaving at the
    /// first one would be slower.
    static func contains(_ byte: UInt8, _ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            var found: UInt8 = 0
            for other in bytes { found |= other == byte ? 1 : 0 }
            return found != 0
        } ?? text.utf8.contains(byte)
    }

    /// Whether an ASCII byte is white space.
    static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}
