/// Text of a conversation, made fit to stand in a recording. Verbatim but for what would break the file around it.
///
/// - Lines end in `\n`; blank lines at either end go.
/// - NUL, which no text file may hold, becomes U+FFFD.
/// - A fence that the text leaves open is closed, so that it cannot swallow what follows.
/// - A line that begins like a block's identity is changed visibly: `&lt;!-- k:` and `\# k:front` outside of code,
///   one space before it inside code, where markup would show. Whoever looks for identities wants them at the start
///   of a line, so no text can pass for one.
enum MarkdownText {
    /// `nil` when nothing is left.
    static func body(_ text: String, lines range: Range<Int>? = nil, italic: Bool = false) -> String? {
        let lines = TextLines.trimmed(TextLines.split(text, in: range))
        guard !lines.isEmpty else { return nil }
        var fence = MarkdownFence()
        var body: [String] = []
        for line in lines {
            let isCode = fence.take(line)
            let safe = neutral(line, isCode: isCode)
            body.append(italic && !isCode ? MarkdownItalics.apply(safe) : safe)
        }
        if let closing = fence.closingLine { body.append(closing) }
        return body.joined(separator: "\n")
    }

    /// `text` in a fence of its own, longer than any run of backticks inside; `nil` when there is nothing to show.
    static func fenced(_ text: String, language: String = "") -> String? {
        let lines = TextLines.trimmed(TextLines.split(text)[...])
        guard !lines.isEmpty else { return nil }
        let fence = MarkdownFence.longer(than: text)
        return ([fence + language] + lines.map { neutral($0, isCode: true) } + [fence]).joined(separator: "\n")
    }

    /// ``body(_:lines:italic:)`` as a block quote.
    static func quoted(_ text: String) -> String? {
        guard let body = body(text) else { return nil }
        return TextLines.split(body).map { $0.isEmpty ? ">" : "> \($0)" }.joined(separator: "\n")
    }

    /// `text` on one line, white space and control characters as single spaces, at most `limit` characters.
    static func oneLine(_ text: String, limit: Int) -> String {
        var line = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            let isGap = scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
            if isGap, line.last.map({ $0 == " " }) ?? true { continue }
            if count == limit { return String(line) + "…" }
            line.append(isGap ? " " : scalar)
            count += 1
        }
        if line.last == " " { line.removeLast() }
        return String(line)
    }

    /// `text` without characters that HTML gives a meaning.
    static func escapedHTML(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static func neutral(_ line: Substring, isCode: Bool) -> String {
        var line = String(line)
        if line.utf8.contains(0) { line = line.replacing("\0", with: "\u{FFFD}") }
        let isComment = line.utf8.starts(with: BlockIdentity.commentStart.utf8)
        guard isComment || line.utf8.starts(with: BlockIdentity.frontStart.utf8) else { return line }
        if isCode { return " " + line }
        return isComment ? "&lt;" + String(decoding: line.utf8.dropFirst(), as: UTF8.self) : "\\" + line
    }
}
