import KatoControlProtocol
import KatoModel
import StrictJSON

/// A conversation as it reads on a terminal: who spoke when, words wrapped, tools in one line.
struct ConversationView {
    let width: Int
    let style: Style
    let showsThinking: Bool
    let showsResults: Bool
    private var speaker = ""
    private var isInCode = false

    /// Lines of a tool's result that are shown.
    private static let resultLines = 12

    init(width: Int, style: Style, showsThinking: Bool, showsResults: Bool) {
        self.width = max(30, width)
        self.style = style
        self.showsThinking = showsThinking
        self.showsResults = showsResults
    }

    /// What is known of the conversation as a whole.
    func head(_ summary: SessionSummary) -> [String] {
        let facts = [
            "\(summary.provider)/\(summary.nativeID)", summary.cwd, summary.gitBranch,
            summary.models.isEmpty ? nil : summary.models.joined(separator: ", "),
        ].compactMap { $0 }.map { DisplayText.clean($0) }
        let title = TextWrap.lines(DisplayText.clean(summary.title ?? "(no message yet)"), width: width)
        return title.map { style.bold($0) }
            + TextWrap.lines(facts.joined(separator: " · "), width: width).map { style.dim($0) }
    }

    /// One event; nothing for what is not part of reading, sub-agents included.
    mutating func lines(_ event: EventSummary) -> [String] {
        guard event.agentID == nil else { return [] }
        switch EventKind(rawValue: event.kind) {
        case .userMessage: return heading("User", event, style.green) + body(event.text)
        case .assistantMessage: return assistant(event) + body(event.text)
        case .assistantThinking:
            guard showsThinking else { return [] }
            return assistant(event) + body(event.text).map { style.dim($0) }
        case .toolCall:
            let title = [event.content["name"]?.stringValue, event.content["summary"]?.stringValue].compactMap { $0 }
            return assistant(event) + ["  " + style.dim(cut("⏺ " + DisplayText.clean(title.joined(separator: "  "))))]
        case .toolResult: return result(event)
        case .decisionPrompt: return assistant(event) + question(event.content)
        case .userDecision:
            let chosen = event.content["selection"]?.stringValue ?? event.text ?? ""
            return heading("User", event, style.green) + ["  → " + cut(DisplayText.clean(chosen), indent: 4)]
        default: return []
        }
    }

    private mutating func assistant(_ event: EventSummary) -> [String] {
        heading(event.model ?? (speaker == "User" || speaker.isEmpty ? "Assistant" : speaker), event, style.yellow)
    }

    private mutating func heading(_ name: String, _ event: EventSummary, _ colour: (String) -> String) -> [String] {
        isInCode = false
        guard name != speaker else { return [] }
        speaker = name
        let time = event.time.map { " · " + LocalClock.text($0) } ?? ""
        return ["", colour(style.bold(DisplayText.clean(name))) + style.dim(time)]
    }

    /// Keeps the text's own lines; only what would steer the terminal goes.
    private mutating func body(_ text: String?) -> [String] {
        (text ?? "").split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
            let clean = DisplayText.clean(line.replacing("\t", with: "    "))
            let start = clean.drop { $0 == " " }
            if start.hasPrefix("```") || start.hasPrefix("~~~") {
                isInCode.toggle()
                return ["  " + style.dim(clean)]
            }
            // Code stays as it is: a terminal shows best where its lines end.
            if isInCode { return ["  " + style.dim("│ ") + clean] }
            let indent = String(repeating: " ", count: min(12, clean.count - start.count))
            let hanging = start.hasPrefix("- ") || start.hasPrefix("* ") ? indent + "  " : indent
            let lines = TextWrap.lines(clean, width: width - 2, hanging: hanging)
            return lines.map { "  " + (start.hasPrefix("#") ? style.bold($0) : $0) }
        }
    }

    private func result(_ event: EventSummary) -> [String] {
        let isError = event.content["isError"]?.boolValue == true
        let lines = (event.text ?? "").split(separator: "\n")
        if !showsResults {
            guard isError else { return [] }
            return ["  " + style.red(cut("  ✗ " + DisplayText.clean(lines.first ?? "failed")))]
        }
        var shown = lines.prefix(Self.resultLines).map { "    " + style.dim(cut(DisplayText.clean($0), indent: 4)) }
        let left = lines.count - Self.resultLines
        if left > 0 { shown.append("    " + style.dim("… \(left) more lines")) }
        return shown
    }

    private func question(_ content: JSONValue) -> [String] {
        let text = TextWrap.lines(DisplayText.clean(content["question"]?.stringValue ?? ""), width: width - 4)
        let options = (content["options"]?.arrayValue ?? []).map { option in
            "    • " + cut(DisplayText.clean(option["label"]?.stringValue ?? ""), indent: 6)
        }
        return text.enumerated().map { ($0 == 0 ? "  ? " : "    ") + style.bold($1) } + options
    }

    private func cut(_ text: String, indent: Int = 2) -> String {
        DisplayText.cut(text, to: width - indent)
    }
}
