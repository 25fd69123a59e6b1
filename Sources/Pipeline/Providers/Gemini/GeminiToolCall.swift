import KatoModel
import StrictJSON

/// One tool call in a message, as far as it has come.
struct GeminiToolCall {
    let id: String
    let content: EventContent
    /// `nil` until the call has ended.
    let result: EventContent?

    /// States in which a call has ended; the others are on their way there.
    private static let ended = ["success", "error", "cancelled"]
    /// Characters of a description above which it is the tool's manual, which releases of 2025 wrote there.
    private static let summaryLimit = 200

    init(_ object: JSONObject, index: Int) {
        let name = object["name"]?.stringValue ?? "tool"
        id = object["id"]?.stringValue ?? "\(name)-\(index)"
        let input = object["args"] ?? .null
        content = .toolCall(
            callID: id, name: name, summary: Self.summary(name, input, object["description"]?.stringValue),
            input: input)
        let status = object["status"]?.stringValue
        let hasResult = [object["result"], object["resultDisplay"]].contains { $0.map { !$0.isNull } ?? false }
        guard status.map(Self.ended.contains) ?? hasResult else {
            result = nil
            return
        }
        let text = PlainText.trimmed(PlainText.withoutControlSequences(Self.resultText(object)))
        result = .toolResult(
            callID: id, text: text.isEmpty && status == "cancelled" ? "cancelled" : text,
            isError: status == "error" || status == "cancelled")
    }

    // MARK: - What it is about

    private static func summary(_ name: String, _ input: JSONValue, _ description: String?) -> String? {
        if let description, !description.isEmpty, description.count <= summaryLimit,
            !description.contains(where: \.isNewline)
        {
            return description
        }
        if name == "run_shell_command", let command = input["command"]?.stringValue { return ToolSummary.line(command) }
        return ToolSummary.make(of: input)
    }

    // MARK: - What came of it

    /// What was shown, else what the model got, else the JSON as it is.
    private static func resultText(_ object: JSONObject) -> String {
        let display = object["resultDisplay"] ?? .null
        if let text = display.stringValue ?? display["fileDiff"]?.stringValue, !text.isEmpty { return text }
        if let result = object["result"], !result.isNull {
            if let text = GeminiText.text(result) { return text }
            if result.arrayValue?.isEmpty != true { return result.text() }
        }
        return GeminiText.text(display) ?? (display.isNull || display.stringValue != nil ? "" : display.text())
    }
}
