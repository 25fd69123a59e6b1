/// Makes a title from a user's message, for conversations nobody gave one.
enum FirstMessageTitle {
    /// Characters a title has at most; the last one is `…` when something was cut.
    static let limit = 60

    /// The message on one line, cut to ``limit``; `nil` when it has no words besides in-chat commands (`::record`).
    ///
    /// Looks no further than the cut: a message may be a whole file.
    static func make(from message: String) -> String? {
        let title = scalarwise(message) ?? characterwise(message)
        return title.isEmpty ? nil : title
    }

    /// The same as ``characterwise(_:)`` where each scalar up to the cut is a character, as in most messages; `nil` where
    /// that is not certain. Finding characters is slow.
    private static func scalarwise(_ message: String) -> String? {
        let scalars = message.unicodeScalars
        var title = ""
        var (count, isLineStart) = (0, true)
        var word: String.Index?
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let scalar = scalars[index]
            guard standsAlone(scalar) else { return nil }
            if isNewline(scalar) || scalar == " " || scalar == "\t" {
                if let start = word { title += message[start..<index] }
                word = nil
                if isNewline(scalar) { isLineStart = true }
            } else if isLineStart, scalar == ":", scalars[index...].starts(with: "::".unicodeScalars) {
                index = scalars[index...].firstIndex { !standsAlone($0) || isNewline($0) } ?? scalars.endIndex
                continue
            } else {
                if word == nil, count > 0 {
                    title += " "
                    count += 1
                }
                word = word ?? index
                isLineStart = false
                count += 1
            }
            index = scalars.index(after: index)
            if count > limit {
                // What comes next may belong to the last character.
                guard index == scalars.endIndex || standsAlone(scalars[index]) else { return nil }
                title += message[(word ?? index)..<index]
                return String(title.unicodeScalars.prefix(limit - 1)) + "…"
            }
        }
        if let word { title += message[word...] }
        return title
    }

    /// The line ends among the scalars that stand alone.
    private static func isNewline(_ scalar: Unicode.Scalar) -> Bool {
        (0x0A...0x0D).contains(scalar.value)
    }

    /// True for scalars that make a character with no other, and beyond ASCII are no white space: of the blocks where no
    /// other kind is, the usual ones (Unicode annex 29: `Grapheme_Cluster_Break=Other`).
    private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x80, 0xA1...0xAC, 0xAE...0x2FF: true  // Latin
        case 0x400...0x482, 0x2010...0x2027, 0x2190...0x27BF: true  // Cyrillic, punctuation, arrows and symbols
        case 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF: true  // Japanese and Chinese
        default: false
        }
    }

    /// The message on one line by Swift's characters; empty when there are no words.
    static func characterwise(_ message: String) -> String {
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
        return title
    }
}
