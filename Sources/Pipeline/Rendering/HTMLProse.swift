/// Markdown as HTML, as far as it helps reading: code, headings, lists, quotes, tables.
///
/// A subset by intention. It goes over the text once, line by line, and nests nothing, so no text can make it slow or
/// deep. What it does not know stays visible as typed.
struct HTMLProse {
    private enum Open: Equatable {
        case nothing, paragraph, quote, table
        case item
        case code
    }

    private var html = ""
    private var open = Open.nothing
    private var fence = MarkdownFence()
    /// The lines of a table: whether it is one, only the second says.
    private var rows: [Substring] = []

    /// `nil` when nothing is left of the lines.
    static func body(_ text: String, lines range: Range<Int>? = nil) -> String? {
        let lines = TextLines.trimmed(TextLines.split(text, in: range))
        guard !lines.isEmpty else { return nil }
        var prose = HTMLProse()
        for line in lines { prose.take(line) }
        prose.close()
        return prose.html
    }

    /// `text` as it is, in the type of code; `nil` when there is nothing to show.
    static func code(_ text: String) -> String? {
        let lines = TextLines.trimmed(TextLines.split(text)[...])
        guard !lines.isEmpty else { return nil }
        return "<pre><code>" + lines.map(HTMLText.escaped).joined(separator: "\n") + "</code></pre>\n"
    }

    // MARK: - Lines

    private mutating func take(_ line: Substring) {
        let wasCode = fence.closingLine != nil
        guard !fence.take(line) else { return takeCode(line, wasCode: wasCode) }
        if TextLines.isBlank(line) { return close() }
        let text = line.drop { $0 == " " || $0 == "\t" }
        let indent = line.count - text.count
        if let heading = text.prefixMatch(of: /(#{1,6})\s+/), indent <= 3 {
            close()
            let level = min(6, heading.1.count + 2)
            html += "<h\(level)>\(HTMLInline.html(text[heading.range.upperBound...]))</h\(level)>\n"
        } else if text.wholeMatch(of: /(-[ -]*-[ -]*-|_{3,}|\*{3,})\s*/) != nil, open != .paragraph {
            close()
            html += "<hr>\n"
        } else if text.hasPrefix("|") {
            if open != .table { close() }
            rows.append(line)
            open = .table
        } else if text.hasPrefix(">") {
            add(HTMLInline.html(text.dropFirst().drop { $0 == " " }), as: .quote, "<blockquote><p>")
        } else if let item = text.prefixMatch(of: /([-*+]|\d{1,9}[.)])\s+/) {
            close()
            let mark = item.1.first?.isNumber == true ? HTMLText.escaped(item.1) : "•"
            html += "<div class=\"item l\(min(5, indent / 2))\"><span>\(mark)</span> "
            html += HTMLInline.html(text[item.range.upperBound...])
            open = .item
        } else if open == .item, indent > 0 {
            html += "\n" + HTMLInline.html(text)
        } else {
            add(HTMLInline.html(line), as: .paragraph, "<p>")
        }
    }

    private mutating func takeCode(_ line: Substring, wasCode: Bool) {
        if !wasCode {
            close()
            html += "<pre><code>"
            open = .code
        } else if fence.closingLine == nil {
            close()
        } else {
            html += HTMLText.escaped(line) + "\n"
        }
    }

    private mutating func add(_ line: String, as kind: Open, _ tag: String) {
        if open == kind {
            html += "\n" + line
        } else {
            close()
            html += tag + line
            open = kind
        }
    }

    private mutating func close() {
        switch open {
        case .nothing: break
        case .paragraph: html += "</p>\n"
        case .quote: html += "</p></blockquote>\n"
        case .table:
            html +=
                HTMLTable.html(rows)
                ?? "<pre class=\"table\">\(rows.map(HTMLText.escaped).joined(separator: "\n"))</pre>\n"
            rows = []
        case .item: html += "</div>\n"
        case .code: html += "</code></pre>\n"
        }
        // A fence that a blank line runs through is still open.
        open = .nothing
    }
}
