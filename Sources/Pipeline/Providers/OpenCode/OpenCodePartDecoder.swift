import KatoModel
import StrictJSON

/// Turns one part of a message into drafts.
struct OpenCodePartDecoder {
    let data: JSONObject
    let id: String
    let isUser: Bool
    let model: String?
    let fallbackTime: Timestamp?

    /// Parts that say where the agent stands and no more.
    private static let marks = [
        "step-start", "step-finish", "snapshot", "patch", "agent", "subtask", "compaction", "retry",
    ]

    /// The part's drafts.
    ///
    /// - Parameter startsTurn: no part of its message has begun a turn yet.
    func drafts(startsTurn: Bool) -> [EventDraft] {
        let type = data["type"]?.stringValue ?? ""
        switch type {
        case "text":
            guard let text else { return [.info("text", nil, time)] }
            if isTyped {
                return [draft(.userMessage, .text(text), "text", startsTurn: startsTurn)]
            }
            return [draft(isUser || isSynthetic ? .systemMessage : .assistantMessage, .text(text), "text")]
        case "reasoning":
            guard let text else { return [.info("reasoning", nil, time)] }
            return [draft(.assistantThinking, .text(text), "text")]
        case "tool": return toolDrafts()
        case "file":
            let name = data["filename"]?.stringValue ?? data["url"]?.stringValue ?? "unnamed"
            return [.info("file", name, time)]
        case _ where Self.marks.contains(type):
            return [.info(type, data["prompt"]?.stringValue ?? data["reason"]?.stringValue, time)]
        default: return [.raw("unknown-part:\(type)", time)]
        }
    }

    /// A title from the user's own words.
    var title: String? {
        isTyped ? text.flatMap(FirstMessageTitle.make) : nil
    }

    private var isSynthetic: Bool { data["synthetic"]?.boolValue == true }

    private var isTyped: Bool {
        isUser && !isSynthetic && data["ignored"]?.boolValue != true && data["type"]?.stringValue == "text"
    }

    private var text: String? {
        data["text"]?.stringValue.map(PlainText.trimmed).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// When it began; a row may be made later.
    private var time: Timestamp? {
        (data["time"] ?? data["state"]?["time"])?["start"]?.intValue.map(Timestamp.init(milliseconds:)) ?? fallbackTime
    }

    // MARK: - Tools

    private func toolDrafts() -> [EventDraft] {
        let callID = data["callID"]?.stringValue ?? id
        let state = data["state"] ?? .null
        let input = state["input"] ?? .null
        let title = state["title"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
        let call = EventContent.toolCall(
            callID: callID, name: data["tool"]?.stringValue ?? "tool", summary: title ?? ToolSummary.make(of: input),
            input: input)
        var drafts = [draft(.toolCall, call, "call")]
        let status = state["status"]?.stringValue
        if status == "completed" || status == "error" {
            let text = state["output"]?.stringValue ?? state["error"]?.stringValue ?? ""
            let result = EventContent.toolResult(
                callID: callID, text: PlainText.trimmed(PlainText.withoutControlSequences(text)),
                isError: status == "error" || failedExit(state))
            drafts.append(draft(.toolResult, result, "result"))
        }
        return drafts
    }

    /// A command that fails is completed as well; only its exit status tells.
    private func failedExit(_ state: JSONValue) -> Bool {
        state["metadata"]?["exit"]?.intValue.map { $0 != 0 } ?? false
    }

    private func draft(_ kind: EventKind, _ content: EventContent, _ part: String, startsTurn: Bool = false)
        -> EventDraft
    {
        let speaks = [.assistantMessage, .assistantThinking, .toolCall].contains(kind)
        return EventDraft(
            kind: kind, content: content, time: time, model: speaks ? model : nil, startsTurn: startsTurn,
            name: id + "/" + part)
    }
}
