import KatoModel

/// Questions and answers in Markdown.
enum MarkdownDecision {
    /// The question, then its options as a list.
    static func question(_ question: DecisionQuestion) -> String {
        let header = question.header.map { MarkdownText.oneLine($0, limit: 80) } ?? ""
        var label = header.isEmpty ? "Question" : "Question (\(header))"
        if question.multiSelect { label += ", several may be chosen" }
        var parts = [labelled(label, MarkdownText.body(question.question) ?? "")]
        let options = question.options.map { option in
            let label = MarkdownText.oneLine(option.label, limit: 400)
            let explanation = option.explanation.map { MarkdownText.oneLine($0, limit: 2000) } ?? ""
            return explanation.isEmpty ? "- \(label)" : "- \(label): \(explanation)"
        }
        if !options.isEmpty { parts.append(options.joined(separator: "\n")) }
        return parts.joined(separator: "\n\n")
    }

    /// What was chosen; the header says of which question, where several were asked at once.
    static func answer(selection: String, header: String?) -> String {
        let text = MarkdownText.body(selection) ?? "(none)"
        let header = header.map { MarkdownText.oneLine($0, limit: 80) } ?? ""
        let suffix = header.isEmpty || text.utf8.contains(0x0A) ? "" : " (\(header))"
        return labelled("Answer", text + suffix)
    }

    /// Text of several lines stands below its label: in the same line, the label would hide that a fence begins.
    private static func labelled(_ label: String, _ text: String) -> String {
        "**\(label):**" + (text.utf8.contains(0x0A) ? "\n\n" : " ") + text
    }
}
