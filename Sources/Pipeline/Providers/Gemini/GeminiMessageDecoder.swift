import KatoModel
import StrictJSON

/// Turns one message into drafts.
///
/// The agent writes a message again whenever something is added: a tool's result, a later state of a call, the number
/// of tokens. So each draft has a name made of the message's id and its part of it, and is the same in each version.
struct GeminiMessageDecoder {
    /// The message's own id, or one made of its type and time: old files have none in places.
    let id: String?
    let time: Timestamp?
    private(set) var drafts: [EventDraft] = []
    private(set) var facts = SessionFacts()
    /// What the answer cost; it is noted some time after the answer.
    private(set) var usage: TokenUsage?

    private let model: String?
    private let isReplay: Bool

    /// - Parameter isReplay: the message stands in a list that replaces the conversation, so nobody typed it.
    /// - Returns: `nil` for a type that is not known.
    init?(_ object: JSONObject, isReplay: Bool) {
        let type = object["type"]?.stringValue ?? ""
        let stamp = object["timestamp"]?.stringValue
        id = object["id"]?.stringValue ?? stamp.map { "\(type)@\($0)" }
        time = Self.time(object)
        model = object["model"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
        self.isReplay = isReplay
        switch type {
        case "user": addUser(object)
        case "gemini", "model": addAssistant(object)
        case "info", "error", "warning":
            let text = GeminiText.text(object["content"]) ?? GeminiText.text(object["displayContent"])
            drafts.append(draft(.providerInfo, .info(name: type, text: text), "info"))
        default: return nil
        }
    }

    /// When it was written.
    static func time(_ object: JSONObject) -> Timestamp? {
        object["timestamp"]?.stringValue.flatMap { Timestamp($0) }
    }

    // MARK: - The user

    private mutating func addUser(_ object: JSONObject) {
        let words = GeminiUserText(content: object["content"], display: object["displayContent"])
        if let typed = words.typed {
            let kind: EventKind = isReplay ? .systemMessage : .userMessage
            drafts.append(draft(kind, .text(typed), "text", startsTurn: !isReplay))
            if !isReplay { facts.firstMessageTitle = FirstMessageTitle.make(from: typed) }
        }
        if let attached = words.attached {
            drafts.append(draft(.systemMessage, .text(attached), "attached"))
        }
    }

    // MARK: - The assistant

    private mutating func addAssistant(_ object: JSONObject) {
        if let model { facts.models = [model] }
        usage = Self.usage(object["tokens"], request: id)
        let content = object["content"] ?? object["parts"]
        if let text = GeminiText.text(content) ?? GeminiText.text(object["displayContent"]) {
            drafts.append(draft(.assistantMessage, .text(text), "text"))
        }
        for (index, thought) in (object["thoughts"]?.arrayValue ?? []).enumerated() {
            guard let text = GeminiText.thought(thought) else { continue }
            drafts.append(draft(.assistantThinking, .text(text), "thought/\(index)"))
        }
        for (index, call) in (object["toolCalls"]?.arrayValue ?? []).enumerated() {
            guard let call = call.objectValue.map({ GeminiToolCall($0, index: index) }) else { continue }
            drafts.append(draft(.toolCall, call.content, "call/\(call.id)"))
            guard let result = call.result else { continue }
            drafts.append(draft(.toolResult, result, "result/\(call.id)"))
        }
    }

    /// Gemini counts cached tokens among the input, and thoughts beside the output.
    private static func usage(_ tokens: JSONValue?, request: String?) -> TokenUsage? {
        guard let request, let tokens, tokens.objectValue != nil else { return nil }
        func count(_ key: String) -> Int { Int(Int32(clamping: max(0, tokens[key]?.intValue ?? 0))) }
        return TokenUsage(
            request: request, input: max(0, count("input") - count("cached")),
            output: count("output") + count("thoughts"), cacheRead: count("cached"),
            cacheWrite: 0)
    }

    private func draft(_ kind: EventKind, _ content: EventContent, _ part: String, startsTurn: Bool = false)
        -> EventDraft
    {
        let speaks = [.assistantMessage, .assistantThinking, .toolCall].contains(kind)
        return EventDraft(
            kind: kind, content: content, time: time, model: speaks ? model : nil, startsTurn: startsTurn,
            name: id.map { $0 + "/" + part })
    }
}
