import StrictJSON

/// Tool calls, their results, questions and answers in Markdown.
enum MarkdownTool {
    /// More of a result than this is not shown; the journal keeps it.
    static let maximumResult = 4000

    /// The call's name and summary on one line.
    static func title(name: String, summary: String?) -> String {
        let name = MarkdownText.oneLine(name, limit: 80)
        guard let summary = summary.map({ MarkdownText.oneLine($0, limit: 200) }), !summary.isEmpty else { return name }
        return "\(name) — \(summary)"
    }

    /// A folded block with the call's input.
    static func call(title: String, input: JSONValue) -> String {
        let isEmpty = input.isNull || input.objectValue?.isEmpty == true
        return details("Tool: \(title)", isEmpty ? nil : MarkdownText.fenced(input.text(.pretty), language: "json"))
    }

    /// A folded block with what the tool answered, named by its call.
    static func result(title: String, text: String, isError: Bool) -> String {
        let scalars = text.unicodeScalars
        let cut = scalars.index(scalars.startIndex, offsetBy: maximumResult, limitedBy: scalars.endIndex)
        let shown = cut.map { String(scalars[..<$0]) } ?? text
        let left = cut.map { scalars[$0...].count } ?? 0
        let word = isError ? "Result (error): " : "Result: "
        guard let fenced = MarkdownText.fenced(shown) else { return details(word + title + " (empty)", nil) }
        return details(word + title, left > 0 ? fenced + "\n\n*\(left) more characters are not shown.*" : fenced)
    }

    private static func details(_ summary: String, _ content: String?) -> String {
        let head = "<details><summary>\(MarkdownText.escapedHTML(summary))</summary>"
        return content.map { "\(head)\n\n\($0)\n\n</details>" } ?? head + "</details>"
    }
}
