/// Text from conversations and paths, made fit for a terminal.
enum DisplayText {
    /// The text on one line and without characters that would steer the terminal or hide something.
    static func clean(_ text: some StringProtocol) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: shown.append(" ")
            case .format where scalar != "\u{200D}": continue
            default: shown.append(scalar)
            }
        }
        return String(shown)
    }

    /// Columns that the text takes on a terminal.
    static func width(_ text: String) -> Int {
        text.reduce(0) { $0 + width($1) }
    }

    /// The text in at most `limit` columns, with `…` where it was cut.
    static func cut(_ text: String, to limit: Int) -> String {
        guard width(text) > limit else { return text }
        guard limit > 0 else { return "" }
        var kept = ""
        var used = 0
        for character in text {
            let next = width(character)
            guard used + next <= limit - 1 else { break }
            kept.append(character)
            used += next
        }
        return kept + "…"
    }

    /// A path in at most `limit` columns, with `…` in place of what stands before its end: folders first, because a name
    /// tells more, then the middle of the name.
    static func cutPath(_ path: String, to limit: Int) -> String {
        guard width(path) > limit else { return path }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for dropped in 2..<max(2, parts.count) {
            let shown = "…/" + parts.dropFirst(dropped).joined(separator: "/")
            if width(shown) <= limit { return shown }
        }
        let name = String(parts.last ?? "")
        let end = suffix(name, columns: limit / 2)
        return cut(name, to: limit - width(end)) + end
    }

    /// A path as people write it: cleaned, and with a tilde for their home folder.
    static func path(_ path: String, home: String) -> String {
        let shown = clean(path)
        return shown.hasPrefix(home + "/") ? "~" + shown.dropFirst(home.count) : shown
    }

    /// A sentence in at most `limit` columns: its longest path is shortened first, because the end of that tells most.
    static func cutSentence(_ text: String, to limit: Int) -> String {
        let over = width(text) - limit
        let paths = text.split(separator: " ").filter { $0.contains("/") }
        guard over > 0, let path = paths.max(by: { width(String($0)) < width(String($1)) }) else {
            return cut(text, to: limit)
        }
        // The mark at a sentence's end is no part of the path.
        let name = path.last == "." ? path.dropLast() : path
        let room = max(8, width(String(name)) - over)
        return cut(text.replacing(name, with: cutPath(String(name), to: room), maxReplacements: 1), to: limit)
    }

    private static func suffix(_ text: String, columns: Int) -> String {
        var kept = ""
        var used = 0
        for character in text.reversed() {
            used += width(character)
            guard used <= columns else { break }
            kept.insert(character, at: kept.startIndex)
        }
        return kept
    }

    /// The text in exactly `columns` columns.
    static func fit(_ text: String, _ columns: Int) -> String {
        let cut = cut(text, to: columns)
        return cut + String(repeating: " ", count: max(0, columns - width(cut)))
    }

    /// The text in lines of at most `limit` columns, broken at spaces where there are any.
    static func wrap(_ text: String, to limit: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            var word = String(word)
            if !line.isEmpty, width(line) + 1 + width(word) <= limit {
                line += " " + word
                continue
            }
            if !line.isEmpty { lines.append(line) }
            // A path may be longer than the line; it is broken, not cut: people copy it.
            while width(word) > limit, limit > 0 {
                var piece = ""
                while let next = word.first, width(piece) + width(next) <= limit {
                    piece.append(word.removeFirst())
                }
                guard !piece.isEmpty else { break }
                lines.append(piece)
            }
            line = word
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// East Asian wide characters and pictures take two columns (Unicode Standard Annex 11, in ranges).
    private static func width(_ character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        if scalar.properties.generalCategory == .nonspacingMark { return 0 }
        let value = scalar.value
        let isWide =
            (0x1100...0x115F).contains(value) || (0x2E80...0xA4CF).contains(value)
            || (0xAC00...0xD7A3).contains(value) || (0xF900...0xFAFF).contains(value)
            || (0xFE30...0xFE6F).contains(value) || (0xFF00...0xFF60).contains(value)
            || (0xFFE0...0xFFE6).contains(value) || (0x20000...0x3FFFD).contains(value)
            || scalar.properties.isEmojiPresentation
        return isWide ? 2 : 1
    }
}
