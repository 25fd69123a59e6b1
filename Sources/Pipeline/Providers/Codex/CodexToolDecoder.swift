import KatoModel
import StrictJSON

/// Turns tool calls and their outputs into drafts.
enum CodexToolDecoder {
    /// The drafts of a call or an output; `nil` for an item that is neither.
    static func decode(_ record: CodexRecord, _ memory: inout DecoderMemory) -> DecodedRecord? {
        switch record.kind {
        case "function_call": return function(record, &memory)
        case "custom_tool_call":
            return call(record, record.text("name") ?? "tool", record.payload["input"] ?? .null, memory)
        case "local_shell_call":
            return call(record, "local_shell", record.payload["action"] ?? .null, memory)
        case "web_search_call":
            return call(record, "web_search", record.payload["action"] ?? .null, memory)
        case "tool_search_call":
            return call(record, "tool_search", record.payload["arguments"] ?? .null, memory)
        case "image_generation_call":
            return call(
                record,
                "image_generation",
                .object(["prompt": record.payload["revised_prompt"] ?? .null]),
                memory
            )
        case "function_call_output", "custom_tool_call_output": return output(record, &memory)
        case "tool_search_output": return result(record, record.payload["tools"]?.text() ?? "", isError: false)
        default: return nil
        }
    }

    private static func function(_ record: CodexRecord, _ memory: inout DecoderMemory) -> DecodedRecord {
        guard let name = record.text("name") else { return .raw("unexpected-shape:name", time: record.time) }
        let arguments = record.text("arguments").map { (try? JSONValue.parse($0)) ?? .string($0) } ?? .null
        let named = record.text("namespace").map { "\($0).\(name)" } ?? name
        var result = call(record, named, arguments, memory)
        if name == CodexQuestionDecoder.toolName {
            result.drafts += CodexQuestionDecoder.ask(
                callID: record.text("call_id") ?? "", arguments, record.time, &memory)
        }
        return result
    }

    private static func call(_ record: CodexRecord, _ name: String, _ input: JSONValue, _ memory: DecoderMemory)
        -> DecodedRecord
    {
        let callID = record.text("call_id") ?? record.text("id")
        let content = EventContent.toolCall(
            callID: callID ?? "", name: name, summary: CodexToolSummary.make(name: name, input: input), input: input)
        return DecodedRecord(
            nativeID: callID.map { "call:\($0)" },
            drafts: [EventDraft(kind: .toolCall, content: content, time: record.time, model: memory.model)])
    }

    private static func output(_ record: CodexRecord, _ memory: inout DecoderMemory) -> DecodedRecord {
        let output = CodexToolOutput(record.payload["output"])
        var decoded = result(record, output.text, isError: output.isError)
        if let callID = record.text("call_id") {
            decoded.drafts += CodexQuestionDecoder.answer(callID: callID, output.text, record.time, &memory)
        }
        return decoded
    }

    private static func result(_ record: CodexRecord, _ text: String, isError: Bool) -> DecodedRecord {
        let callID = record.text("call_id")
        let content = EventContent.toolResult(callID: callID ?? "", text: text, isError: isError)
        return DecodedRecord(
            nativeID: callID.map { "result:\($0)" },
            drafts: [EventDraft(kind: .toolResult, content: content, time: record.time)])
    }
}
