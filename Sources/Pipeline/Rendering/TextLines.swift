/// Text as lines, counted as positions in conversations count them.
enum TextLines {
    /// Lines ended by `\n`, CRLF or CR. The last is what follows the last end, also when that is nothing.
    static func split(_ text: String) -> [Substring] {
        let scalars = text.unicodeScalars
        var lines: [Substring] = []
        var start = scalars.startIndex
        var index = start
        while index < scalars.endIndex {
            let scalar = scalars[index]
            let end = index
            index = scalars.index(after: index)
            guard scalar == "\n" || scalar == "\r" else { continue }
            if scalar == "\r", index < scalars.endIndex, scalars[index] == "\n" { index = scalars.index(after: index) }
            lines.append(Substring(scalars[start..<end]))
            start = index
        }
        lines.append(Substring(scalars[start...]))
        return lines
    }

    /// The lines of `text` in `range`; all when it is `nil`. A range beyond the text is cut.
    static func split(_ text: String, in range: Range<Int>?) -> ArraySlice<Substring> {
        let lines = split(text)
        return range.map { lines[$0.clamped(to: lines.indices)] } ?? lines[...]
    }

    /// Without blank lines at either end. Indentation of the first line and all between stay.
    static func trimmed(_ lines: ArraySlice<Substring>) -> ArraySlice<Substring> {
        guard let first = lines.firstIndex(where: { !isBlank($0) }), let last = lines.lastIndex(where: { !isBlank($0) })
        else { return [] }
        return lines[first...last]
    }

    /// Whether nothing of `line` would be seen.
    static func isBlank(_ line: Substring) -> Bool {
        line.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }
}
