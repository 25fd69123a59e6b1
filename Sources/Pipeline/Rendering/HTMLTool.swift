import KatoModel
import StrictJSON

/// Tool calls, their results, questions and answers in HTML.
enum HTMLTool {
    /// A folded block with the call's input.
    static func call(title: String, input: JSONValue) -> String {
        let isEmpty = input.isNull || input.objectValue?.isEmpty == true
        return details("tool", "Tool", title, isEmpty ? nil : HTMLProse.code(input.text(.pretty)))
    }

    /// A folded block with what the tool answered, named by its call.
    static func result(title: String, text: String, isError: Bool) -> String {
        let scalars = text.unicodeScalars
        let cut = scalars.index(scalars.startIndex, offsetBy: MarkdownTool.maximumResult, limitedBy: scalars.endIndex)
        let shown = cut.map { String(scalars[..<$0]) } ?? text
        let left = cut.map { scalars[$0...].count } ?? 0
        let note = left > 0 ? "<p>\(left) more characters are not shown.</p>\n" : ""
        let name = isError ? "Result (error)" : "Result"
        return details(isError ? "result error" : "result", name, title, HTMLProse.code(shown).map { $0 + note })
    }

    /// The question, then its options as a list.
    static func question(_ question: DecisionQuestion) -> String {
        let header = question.header.map { " · " + HTMLText.escaped(MarkdownText.oneLine($0, limit: 80)) } ?? ""
        var html = "<div class=\"label\">Question\(header)</div>\n" + (HTMLProse.body(question.question) ?? "")
        for option in question.options {
            let label = HTMLText.escaped(MarkdownText.oneLine(option.label, limit: 400))
            let why = option.explanation.map { ": " + HTMLText.escaped(MarkdownText.oneLine($0, limit: 2000)) } ?? ""
            html += "<div class=\"item\"><span>•</span> <strong>\(label)</strong>\(why)</div>\n"
        }
        return html
    }

    /// What was chosen; the header says of which question.
    static func answer(_ selection: String, header: String?) -> String {
        let header = header.map { " · " + HTMLText.escaped(MarkdownText.oneLine($0, limit: 80)) } ?? ""
        return "<div class=\"label\">Answer\(header)</div>\n" + (HTMLProse.body(selection) ?? "<p>(none)</p>\n")
    }

    private static func details(_ style: String, _ name: String, _ title: String, _ content: String?) -> String {
        let summary = "<summary>\(name): <b>\(HTMLText.escaped(title))</b></summary>"
        let inside = content ?? "<p>(empty)</p>\n"
        return "<details class=\"\(style)\">\(summary)\n\(inside)</details>\n"
    }
}
