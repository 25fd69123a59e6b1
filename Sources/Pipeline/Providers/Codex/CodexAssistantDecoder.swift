import KatoModel
import StrictJSON

/// Turns what the assistant said and thought into drafts, each text once.
enum CodexAssistantDecoder {
    /// A message: an update on the way, or the final answer.
    static func message(_ text: String?, _ time: Timestamp?, isEvent: Bool, _ memory: inout DecoderMemory)
        -> DecodedRecord
    {
        guard let text = text.map(trimmed), !text.isEmpty else { return .raw("no-content", time: time) }
        guard !memory.isRepeated(text, isEvent: isEvent) else { return .raw("repeated:assistant", time: time) }
        memory.noteShown(text)
        var record = DecodedRecord(nativeID: memory.nextID("assistant"))
        record.drafts = [
            EventDraft(kind: .assistantMessage, content: .text(text), time: time, model: memory.model)
        ]
        if memory.agent == nil, let model = memory.model {
            var facts = SessionFacts()
            facts.models = [model]
            record.facts = facts
        }
        return record
    }

    /// A summary of a thought, in the parts in which it came. An empty one was kept from the user.
    static func thinking(_ parts: [String?], _ time: Timestamp?, isEvent: Bool, _ memory: inout DecoderMemory)
        -> DecodedRecord
    {
        let parts = parts.compactMap { $0 }.map(trimmed).filter { !$0.isEmpty }
        guard !parts.isEmpty else { return DecodedRecord(drafts: [.info("thinking-omitted", nil, time)]) }
        let new = parts.filter { !memory.isRepeated("thought " + $0, isEvent: isEvent) }
        guard !new.isEmpty else { return .raw("repeated:thinking", time: time) }
        var record = DecodedRecord(nativeID: memory.nextID("reasoning", parts: new.count))
        record.drafts = [
            EventDraft(
                kind: .assistantThinking, content: .text(new.joined(separator: "\n\n")), time: time, model: memory.model
            )
        ]
        return record
    }

    /// The end of a turn: the last message when it was not said before, and why it failed when it did.
    static func end(_ record: CodexRecord, _ memory: inout DecoderMemory) -> DecodedRecord {
        var result = DecodedRecord.raw("side-record:\(record.kind)", time: record.time)
        if let text = record.text("last_agent_message").map(trimmed), !text.isEmpty, !memory.wasShown(text) {
            result = message(text, record.time, isEvent: true, &memory)
        }
        if let failure = record.payload["error"]?["message"]?.stringValue {
            result.drafts.append(.info("api-error", failure, record.time))
        }
        memory.forgetTexts()
        return result
    }

    private static func trimmed(_ text: String) -> String {
        var words = text.drop(while: \.isNewline)
        while let last = words.last, last.isWhitespace { words.removeLast() }
        return String(words)
    }
}
