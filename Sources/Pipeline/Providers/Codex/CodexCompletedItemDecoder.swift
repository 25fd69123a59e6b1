import KatoModel
import StrictJSON

/// Turns `item_completed` events, the newer dialect, into drafts.
enum CodexCompletedItemDecoder {
    static func decode(_ record: CodexRecord, _ memory: inout DecoderMemory) -> DecodedRecord {
        let item = record.payload["item"]
        guard let type = item?["type"]?.stringValue else { return .raw("unexpected-shape:item", time: record.time) }
        let turn = record.turn
        if memory.turn == nil, let turn { memory.begin(turn: turn) }
        // What a finished turn still had to say must not count as the next one's.
        let late = turn != nil && turn != memory.turn ? "\(turn ?? ""):\(item?["id"]?.stringValue ?? type)" : nil
        var result: DecodedRecord
        switch type {
        case "UserMessage": result = user(item, record.time, &memory)
        case "AgentMessage":
            let text = CodexText.joined(item?["content"])
            result = CodexAssistantDecoder.message(text, record.time, isEvent: true, &memory)
        case "Reasoning":
            let parts = newParts(of: item, &memory)
            result = CodexAssistantDecoder.thinking(parts, record.time, isEvent: true, &memory)
        case "ContextCompaction": result = CodexEventDecoder.mark("context-compacted", nil, record.time, &memory)
        default: result = other(type, item, record.time)
        }
        if let late, result.nativeID != nil { result.nativeID = late }
        return result
    }

    /// The parts of a thought that this item adds: a migrated file repeats the item with every part that came.
    private static func newParts(of item: JSONValue?, _ memory: inout DecoderMemory) -> [String] {
        let parts = CodexText.parts(item?["summary_text"])
        guard let id = item?["id"]?.stringValue else { return parts }
        let known = memory["thought"] == id ? memory[count: "thoughtParts"] : 0
        memory["thought"] = id
        memory[count: "thoughtParts"] = max(known, parts.count)
        return Array(parts.dropFirst(known))
    }

    private static func user(_ item: JSONValue?, _ time: Timestamp?, _ memory: inout DecoderMemory) -> DecodedRecord {
        let parts = item?["content"]?.arrayValue ?? []
        let words = parts.filter { $0["text"] != nil }
        let images = parts.filter { $0["text"] == nil }
        return CodexUserDecoder.decode(
            CodexText.joined(.array(words)), images: CodexText.parts(.array(images)), time: time, &memory)
    }

    private static func other(_ type: String, _ item: JSONValue?, _ time: Timestamp?) -> DecodedRecord {
        switch type {
        case "Plan": return info("plan", item?["text"]?.stringValue, time)
        case "EnteredReviewMode": return info("review-started", item?["user_facing_hint"]?.stringValue, time)
        case "ExitedReviewMode":
            return info("review-finished", item?["review_output"]?["overall_explanation"]?.stringValue, time)
        case "CommandExecution", "FileChange", "McpToolCall", "WebSearch", "CollabAgentToolCall", "SubAgentActivity",
            "Sleep", "ImageView", "ImageGeneration":
            return .raw("side-record:\(type)", time: time)
        default: return .raw("unknown-item:\(type)", time: time)
        }
    }

    private static func info(_ name: String, _ text: String?, _ time: Timestamp?) -> DecodedRecord {
        DecodedRecord(drafts: [.info(name, text, time)])
    }
}
