import KatoModel
import StrictJSON

/// Turns what the assistant said and did into drafts.
///
/// A tool call is told of twice: in the message that asks for it, and when it starts. The call's id names the draft, so
/// it is taken once.
enum CopilotAssistantDecoder {
    static func message(_ event: CopilotEvent) -> [EventDraft] {
        var drafts: [EventDraft] = []
        if let thought = event.text("reasoningText").map(PlainText.trimmed), !thought.isEmpty {
            drafts.append(event.draft(.assistantThinking, .text(thought), name: event.id.map { $0 + "/thought" }))
        }
        if let text = event.text("content").map(PlainText.trimmed), !text.isEmpty {
            drafts.append(event.draft(.assistantMessage, .text(text), name: event.id.map { $0 + "/text" }))
        }
        for request in event.data["toolRequests"]?.arrayValue ?? [] {
            guard let id = request["toolCallId"]?.stringValue else { continue }
            let name = request["name"]?.stringValue ?? "tool"
            let input = request["arguments"] ?? .null
            let summary = request["intentionSummary"]?.stringValue ?? ToolSummary.make(of: input)
            drafts.append(call(event, id, name, input, summary))
        }
        return drafts.isEmpty ? [event.info(nil)] : drafts
    }

    static func reasoning(_ event: CopilotEvent) -> [EventDraft] {
        guard let text = event.text("content").map(PlainText.trimmed), !text.isEmpty else { return [event.info(nil)] }
        return [event.draft(.assistantThinking, .text(text))]
    }

    static func callStart(_ event: CopilotEvent) -> [EventDraft] {
        guard let id = event.text("toolCallId") else { return [.raw("unexpected-shape:toolCallId", event.time)] }
        let input = event.data["arguments"] ?? .null
        return [call(event, id, event.text("toolName") ?? "tool", input, ToolSummary.make(of: input))]
    }

    static func callEnd(_ event: CopilotEvent) -> [EventDraft] {
        guard let id = event.text("toolCallId") else { return [.raw("unexpected-shape:toolCallId", event.time)] }
        let result = event.data["result"]
        let text =
            result?["content"]?.stringValue ?? result?["detailedContent"]?.stringValue ?? result?.stringValue
            ?? event.data["error"]?["message"]?.stringValue ?? event.text("error") ?? ""
        let content = EventContent.toolResult(
            callID: id, text: PlainText.trimmed(PlainText.withoutControlSequences(text)),
            isError: event.data["success"]?.boolValue == false)
        return [event.draft(.toolResult, content)]
    }

    private static func call(
        _ event: CopilotEvent, _ id: String, _ name: String, _ input: JSONValue, _ summary: String?
    ) -> EventDraft {
        event.draft(
            .toolCall, .toolCall(callID: id, name: name, summary: summary, input: input), name: "call/\(id)")
    }
}
