/// A table as GitHub's Markdown has it, as HTML: lines that begin with a bar, the second of them with dashes.
enum HTMLTable {
    /// Wider ones are no help to a reader, and a row of bars must not make a page of empty cells.
    private static let maximumColumns = 50

    /// `nil` where the lines are no table, or a row has more cells than the first and something would be lost.
    static func html(_ lines: [Substring]) -> String? {
        let rows = lines.map(cells)
        guard rows.count >= 2, let head = rows.first, (1...maximumColumns).contains(head.count),
            rows[1].count == head.count, rows.allSatisfy({ $0.count <= head.count })
        else { return nil }
        let styles = rows[1].compactMap(style)
        guard styles.count == head.count else { return nil }
        var html = "<table>\n<thead>" + row(head, "th", styles) + "</thead>\n"
        if rows.count > 2 {
            html += "<tbody>" + rows[2...].map { row($0, "td", styles) }.joined(separator: "\n") + "</tbody>\n"
        }
        return html + "</table>\n"
    }

    private static func row(_ cells: [String], _ tag: String, _ styles: [String]) -> String {
        let empty = Array(repeating: "", count: styles.count - cells.count)
        let shown = zip(cells + empty, styles).map { "<\(tag)\($1)>\(HTMLInline.html($0))</\(tag)>" }
        return "<tr>" + shown.joined() + "</tr>"
    }

    /// How a column stands, from its cell of dashes; `nil` for any other cell.
    private static func style(_ cell: String) -> String? {
        guard let dashes = cell.wholeMatch(of: /(:?)-+(:?)/) else { return nil }
        switch (dashes.1.isEmpty, dashes.2.isEmpty) {
        case (true, true): return ""
        case (false, true): return " class=\"left\""
        case (true, false): return " class=\"right\""
        case (false, false): return " class=\"center\""
        }
    }

    /// What stands between the bars. A bar with a backslash before it belongs to the cell.
    private static func cells(_ line: Substring) -> [String] {
        var cells: [String] = []
        var cell = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in trimmed(line).unicodeScalars.dropFirst() {
            if scalar == "|", !isEscaped {
                cells.append(String(trimmed(Substring(String(cell)))))
                // One more than fits says enough.
                if cells.count > maximumColumns { return cells }
                cell = String.UnicodeScalarView()
                continue
            }
            if scalar == "|" { cell.removeLast() }
            cell.append(scalar)
            isEscaped = scalar == "\\" && !isEscaped
        }
        let last = trimmed(Substring(String(cell)))
        return last.isEmpty ? cells : cells + [String(last)]
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
