import KatoModel
import StrictJSON

/// Turns one event into drafts.
enum CopilotDecoder {
    /// Decodes a line; what cannot be read comes back raw.
    static func decode(_ bytes: UnsafeRawBufferPointer) -> DecodedRecord {
        guard bytes.contains(where: { $0 > 0x20 }) else { return .raw("blank") }
        do {
            let value = try JSONValue.parse(bytes)
            guard let object = value.objectValue else { return .raw("not-an-object") }
            guard let event = CopilotEvent(object) else { return .raw("unexpected-shape:type") }
            return decode(event)
        } catch {
            return .raw(error.rawReason)
        }
    }

    private static func decode(_ event: CopilotEvent) -> DecodedRecord {
        var result = DecodedRecord(nativeID: event.id, agentID: event.agentID)
        var facts = SessionFacts()
        switch event.type {
        case "session.start", "session.resume":
            result.sessionID = event.text("sessionId")
            addContext(of: event, to: &facts)
            result.drafts = [event.info(event.text("selectedModel"))]
        case "user.message": result.drafts = userDrafts(event, &facts)
        case "assistant.message":
            result.drafts = CopilotAssistantDecoder.message(event)
            if let model = event.text("model"), event.agentID == nil { facts.models = [model] }
            result.usage = usage(event)
        case "assistant.reasoning": result.drafts = CopilotAssistantDecoder.reasoning(event)
        case "tool.execution_start": result.drafts = CopilotAssistantDecoder.callStart(event)
        case "tool.execution_complete": result.drafts = CopilotAssistantDecoder.callEnd(event)
        case "system.message": result.drafts = [event.draft(.systemMessage, .text(event.text("content") ?? ""))]
        case "session.title_changed":
            facts.agentTitle = event.text("title")
            result.drafts = [event.info(event.text("title"))]
        default: result.drafts = [event.info(event.text("message") ?? event.text("content") ?? event.text("reason"))]
        }
        if facts != SessionFacts() { result.facts = facts }
        if result.drafts.isEmpty { result.drafts = [.raw("no-content", event.time)] }
        return result
    }

    /// Only the output is told with each answer; the rest comes as a sum at the end, if the end comes.
    private static func usage(_ event: CopilotEvent) -> TokenUsage? {
        guard let output = event.data["outputTokens"]?.intValue,
            let request = event.text("apiCallId") ?? event.text("messageId")
        else { return nil }
        return TokenUsage(
            request: request, input: 0, output: Int(clamping: max(0, output)), cacheRead: 0, cacheWrite: 0)
    }

    private static func addContext(of event: CopilotEvent, to facts: inout SessionFacts) {
        let context = event.data["context"]
        facts.workingDirectory = context?["cwd"]?.stringValue.flatMap { $0.hasPrefix("/") ? $0 : nil }
        facts.gitBranch = context?["branch"]?.stringValue
        facts.agentVersion = event.text("copilotVersion")
    }

    /// Events that were sent in the user's name by something else say so.
    private static let typedSources = ["user", "immediate-prompt"]

    private static func userDrafts(_ event: CopilotEvent, _ facts: inout SessionFacts) -> [EventDraft] {
        var drafts: [EventDraft] = []
        let isTyped = event.text("source").map(typedSources.contains) ?? true
        // What was typed, not what was made of it for the model.
        if let text = event.text("content").map(PlainText.trimmed), !text.isEmpty {
            drafts.append(event.draft(isTyped ? .userMessage : .systemMessage, .text(text), startsTurn: isTyped))
            if isTyped, event.agentID == nil { facts.firstMessageTitle = FirstMessageTitle.make(from: text) }
        }
        let files = (event.data["attachments"]?.arrayValue ?? []).compactMap { file in
            file["path"]?.stringValue ?? file["displayName"]?.stringValue ?? file["filePath"]?.stringValue
        }
        if !files.isEmpty { drafts.append(.info("attachments", files.joined(separator: "\n"), event.time)) }
        return drafts
    }
}
