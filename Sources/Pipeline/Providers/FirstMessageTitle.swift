/// Makes a title from a user's message, for conversations nobody gave one.
enum FirstMessageTitle {
    /// Characters a title has at most; the last one is `…` when something was cut.
    static let limit = 60

    /// The message on one line, cut to ``limit``; `nil` when it has no words besides in-chat commands (`::record`).
    ///
    /// Looks no further than the cut: a message may be a whole file.
    static func make(from message: String) -> String? {
        if let bytes = plain(message.utf8) { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
        return characterwise(message)
    }

    /// The same for a message that begins in ASCII, as most do, byte by byte; `nil` where another character comes before
    /// the cut. An empty result is no title.
    private static func plain(_ message: String.UTF8View) -> [UInt8]? {
        var title: [UInt8] = []
        var (isLineStart, isAfterSpace) = (true, false)
        var rest = message[...]
        while let byte = rest.first {
            guard byte < 0x80 else { return nil }
            let isNewline = (0x0A...0x0D).contains(byte)
            if isNewline || byte == 0x20 || byte == 0x09 {
                if isNewline { isLineStart = true }
                isAfterSpace = !title.isEmpty
            } else if isLineStart, rest.starts(with: "::".utf8) {
                guard let line = plainLine(rest) else { return nil }
                rest = rest[line...]
                continue
            } else {
                isLineStart = false
                if isAfterSpace { title.append(0x20) }
                isAfterSpace = false
                title.append(byte)
            }
            rest = rest.dropFirst()
            if title.count > limit {
                // What comes next may belong to the last character.
                guard rest.first.map({ $0 < 0x80 }) != false else { return nil }
                return title.prefix(limit - 1) + Array("…".utf8)
            }
        }
        return title
    }

    /// The end of the line; `nil` where there may be another sort of line end before it.
    private static func plainLine(_ rest: Substring.UTF8View) -> Substring.UTF8View.Index? {
        let end = rest.firstIndex { (0x0A...0x0D).contains($0) || $0 >= 0x80 } ?? rest.endIndex
        return end < rest.endIndex && rest[end] >= 0x80 ? nil : end
    }

    private static func characterwise(_ message: String) -> String? {
        var title = ""
        var count = 0
        var isLineStart = true
        var isAfterSpace = false
        var index = message.startIndex
        while index < message.endIndex {
            let character = message[index]
            if character.isWhitespace {
                if character.isNewline { isLineStart = true }
                isAfterSpace = count > 0
            } else if isLineStart, message[index...].hasPrefix("::") {
                index = message[index...].firstIndex(where: \.isNewline) ?? message.endIndex
                continue
            } else {
                isLineStart = false
                if isAfterSpace {
                    title.append(" ")
                    count += 1
                    isAfterSpace = false
                }
                title.append(character)
                count += 1
                if count > limit { return title.prefix(limit - 1) + "…" }
            }
            index = message.index(after: index)
        }
        return title.isEmpty ? nil : title
    }
}
