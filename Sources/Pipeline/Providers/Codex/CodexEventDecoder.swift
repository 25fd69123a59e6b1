import KatoModel
import StrictJSON

/// Turns `event_msg` records of both dialects into drafts.
enum CodexEventDecoder {
    static func decode(_ record: CodexRecord, _ memory: inout DecoderMemory) -> DecodedRecord {
        switch record.kind {
        case "task_started", "turn_started":
            if let turn = record.turn { memory.begin(turn: turn) } else { memory.forgetTexts() }
            return side(record)
        case "user_message":
            return CodexUserDecoder.decode(
                record.text("message") ?? "", images: images(record), time: record.time, &memory)
        case "agent_message":
            return CodexAssistantDecoder.message(record.text("message"), record.time, isEvent: true, &memory)
        case "agent_reasoning":
            return CodexAssistantDecoder.thinking([record.text("text")], record.time, isEvent: true, &memory)
        case "item_completed": return CodexCompletedItemDecoder.decode(record, &memory)
        case "task_complete", "turn_complete": return CodexAssistantDecoder.end(record, &memory)
        case "token_count": return CodexUsage.decodeCount(record, &memory)
        default: return fact(record, &memory)
        }
    }

    /// Facts about the conversation, and what is known to repeat an item.
    private static func fact(_ record: CodexRecord, _ memory: inout DecoderMemory) -> DecodedRecord {
        switch record.kind {
        case "turn_aborted": return mark("interrupted", record.text("reason"), record.time, &memory)
        case "error", "stream_error", "warning":
            return info(record.kind == "error" ? "api-error" : record.kind, record.text("message"), record)
        case "context_compacted": return mark("context-compacted", nil, record.time, &memory)
        case "thread_rolled_back":
            let turns = record.payload["num_turns"]?.intValue.map { "\($0) turn\($0 == 1 ? "" : "s")" }
            return info("rewound", turns, record)
        case "entered_review_mode": return info("review-started", record.text("user_facing_hint"), record)
        case "exited_review_mode":
            let text = record.payload["review_output"]?["overall_explanation"]?.stringValue
            return info("review-finished", text, record)
        case "thread_name_updated":
            var result = info("thread-name", record.text("thread_name"), record)
            if let name = record.text("thread_name") {
                var facts = SessionFacts()
                facts.customTitle = name
                result.facts = facts
            }
            return result
        case let kind where known.contains(kind): return side(record)
        case let kind: return .raw("unknown-event:\(kind)", time: record.time)
        }
    }

    /// Events that repeat an item, or that nobody said.
    private static let known: Set<String> = [
        "exec_command_begin", "exec_command_end", "patch_apply_begin", "patch_apply_end", "mcp_tool_call_begin",
        "mcp_tool_call_end", "web_search_begin", "web_search_end", "view_image_tool_call", "image_generation_end",
        "thread_settings_applied", "guardian_assessment", "thread_goal_updated", "collab_agent_spawn_end",
        "collab_agent_interaction_end", "collab_waiting_end", "sub_agent_activity", "agent_reasoning_raw_content",
        "plan_update", "turn_diff",
    ]

    private static func images(_ record: CodexRecord) -> [String] {
        ["images", "local_images"].flatMap { record.payload[$0]?.arrayValue ?? [] }
            .map { CodexText.image($0.stringValue) }
    }

    /// A fact that both dialects tell.
    static func mark(_ name: String, _ text: String?, _ time: Timestamp?, _ memory: inout DecoderMemory)
        -> DecodedRecord
    {
        DecodedRecord(nativeID: memory.nextID("marks"), drafts: [.info(name, text, time)])
    }

    private static func info(_ name: String, _ text: String?, _ record: CodexRecord) -> DecodedRecord {
        DecodedRecord(drafts: [.info(name, text, record.time)])
    }

    private static func side(_ record: CodexRecord) -> DecodedRecord {
        .raw("side-record:\(record.kind)", time: record.time)
    }
}
