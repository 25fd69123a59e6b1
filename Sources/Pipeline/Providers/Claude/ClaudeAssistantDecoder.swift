import KatoModel
import StrictJSON

/// Turns `assistant` records into drafts, in the order of their blocks.
enum ClaudeAssistantDecoder {
    /// The model's name in messages that Claude Code wrote itself.
    static let syntheticModel = "<synthetic>"

    /// One draft a block, and one more for each question a block asks. Blank text gives none.
    static func drafts(_ record: ClaudeRecord, _ facts: inout SessionFacts) -> [EventDraft] {
        guard let message = record.message else { return [.raw("unexpected-shape:message", record.time)] }
        let model = message.model == syntheticModel ? nil : message.model
        if let model, !model.isEmpty { facts.models = [model] }
        return message.content.flatMap { block in
            if case .text(let text) = block {
                return textDraft(text, record, message).map { [$0] } ?? []
            }
            return drafts(block, model, record.time)
        }
    }

    private static func textDraft(_ text: String, _ record: ClaudeRecord, _ message: ClaudeMessage) -> EventDraft? {
        let text = PlainText.trimmed(text)
        guard !text.isEmpty else { return nil }
        if record.isAPIError { return .info("api-error", text, record.time) }
        if message.model == syntheticModel {
            return EventDraft(kind: .systemMessage, content: .text(text), time: record.time)
        }
        return EventDraft(kind: .assistantMessage, content: .text(text), time: record.time, model: message.model)
    }

    private static func drafts(_ block: ClaudeContentBlock, _ model: String?, _ time: Timestamp?) -> [EventDraft] {
        switch block {
        case .thinking(let thought):
            let thought = PlainText.trimmed(thought)
            if thought.isEmpty { return [.info("thinking-omitted", nil, time)] }
            return [EventDraft(kind: .assistantThinking, content: .text(thought), time: time, model: model)]
        case .toolUse(let id, let name, let input):
            return toolDrafts(id, name, input, model, time)
        case .file(let label):
            return [EventDraft(kind: .assistantMessage, content: .text(label), time: time, model: model)]
        case .toolResult: return [.raw("unknown-block:tool_result", time)]
        case .unknown(let type): return [.raw("unknown-block:\(type)", time)]
        case .malformed(let field): return [.raw("unexpected-shape:\(field)", time)]
        case .text: return []
        }
    }

    private static func toolDrafts(
        _ id: String, _ name: String, _ input: JSONValue, _ model: String?, _ time: Timestamp?
    ) -> [EventDraft] {
        let summary = ClaudeToolSummary.make(name: name, input: input)
        let call = EventContent.toolCall(callID: id, name: name, summary: summary, input: input)
        var drafts = [EventDraft(kind: .toolCall, content: call, time: time, model: model)]
        guard name == ClaudeQuestionDecoder.toolName else { return drafts }
        for question in ClaudeQuestionDecoder.questions(callID: id, input: input) {
            drafts.append(EventDraft(kind: .decisionPrompt, content: .question(question), time: time, model: model))
        }
        return drafts
    }
}
