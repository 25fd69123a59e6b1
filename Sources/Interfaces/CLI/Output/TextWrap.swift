/// Breaks lines between words where the terminal ends.
enum TextWrap {
    /// `line` in pieces of at most `width` columns; a word that is longer is cut. Later pieces begin with `hanging`.
    static func lines(_ line: String, width: Int, hanging: String = "") -> [String] {
        guard DisplayText.width(line) > width else { return [line] }
        var lines: [String] = []
        var current = ""
        var used = 0
        func flush() {
            lines.append(current)
            current = hanging
            used = DisplayText.width(hanging)
        }
        for word in words(line) {
            var word = word
            var columns = DisplayText.width(word)
            if used + columns > width, used > DisplayText.width(hanging), word != " " { flush() }
            while used + columns > width {
                let part = prefix(word, max(1, width - used))
                current += part
                word = String(word.dropFirst(part.count))
                columns = DisplayText.width(word)
                flush()
            }
            if word == " ", used == DisplayText.width(hanging), !lines.isEmpty { continue }
            current += word
            used += columns
        }
        if current != hanging || lines.isEmpty { lines.append(current) }
        return lines.map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 }
    }

    /// Words and single spaces, in order.
    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        for character in line {
            if character == " " {
                if !word.isEmpty { words.append(word) }
                words.append(" ")
                word = ""
            } else {
                word.append(character)
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    private static func prefix(_ word: String, _ columns: Int) -> String {
        var taken = ""
        var used = 0
        for character in word {
            let next = DisplayText.width(String(character))
            if used + next > columns, !taken.isEmpty { break }
            taken.append(character)
            used += next
        }
        return taken
    }
}
