import KatoModel
import StrictJSON

/// Turns `response_item` records, which are what the model's interface carries, into drafts.
enum CodexItemDecoder {
    static func decode(_ record: CodexRecord, _ memory: inout DecoderMemory) -> DecodedRecord {
        switch record.kind {
        case "message": return message(record, &memory)
        case "reasoning":
            let parts = CodexText.parts(record.payload["summary"]) + CodexText.parts(record.payload["content"])
            return CodexAssistantDecoder.thinking(parts, record.time, isEvent: false, &memory)
        case "agent_message": return task(record, memory)
        case "compaction", "context_compaction", "additional_tools", "ghost_snapshot":
            return .raw("side-record:\(record.kind)", time: record.time)
        default:
            return CodexToolDecoder.decode(record, &memory) ?? .raw("unknown-item:\(record.kind)", time: record.time)
        }
    }

    private static func message(_ record: CodexRecord, _ memory: inout DecoderMemory) -> DecodedRecord {
        let text = CodexText.joined(record.payload["content"])
        switch record.text("role") {
        case "assistant": return CodexAssistantDecoder.message(text, record.time, isEvent: false, &memory)
        case "user" where !isLabelledInjected(record): return user(text, record.time, &memory)
        default:
            guard !text.isEmpty else { return .raw("no-content", time: record.time) }
            return injected(text, record.time, &memory)
        }
    }

    /// Text that nobody typed. It has an identity, because a migration writes it anew with other bytes.
    static func injected(_ text: String, _ time: Timestamp?, _ memory: inout DecoderMemory) -> DecodedRecord {
        DecodedRecord(
            nativeID: memory.nextID("injected"),
            drafts: [EventDraft(kind: .systemMessage, content: .text(text), time: time)])
    }

    private static func user(_ text: String, _ time: Timestamp?, _ memory: inout DecoderMemory) -> DecodedRecord {
        switch CodexUserText(item: text) {
        case .prompt: DecodedRecord(drafts: [CodexWaitingPrompt.wait(text, time, &memory)])
        case .command(let command):
            DecodedRecord(drafts: [EventDraft(kind: .userCommand, content: .text(command), time: time)])
        case .injected(let text): injected(text, time, &memory)
        case .blank: .raw("no-content", time: time)
        }
    }

    /// Since 0.163 each item says what it holds.
    private static func isLabelledInjected(_ record: CodexRecord) -> Bool {
        let label = record.payload["internal_chat_message_metadata_passthrough"]?["content_item_kinds"]?.arrayValue
        guard let label, !label.isEmpty else { return false }
        return !label.contains { $0.stringValue == "user.text" || $0.stringValue?.hasPrefix("user.") == true }
    }

    /// A message from one agent to another: to a sub-agent, what it is to do.
    private static func task(_ record: CodexRecord, _ memory: DecoderMemory) -> DecodedRecord {
        let text = CodexText.joined(record.payload["content"], separator: "\n")
        guard !text.isEmpty else { return .raw("no-content", time: record.time) }
        guard memory.agent != nil else { return DecodedRecord(drafts: [.info("agent-message", text, record.time)]) }
        return DecodedRecord(
            nativeID: record.text("id"),
            drafts: [EventDraft(kind: .userMessage, content: .text(text), time: record.time)])
    }
}
