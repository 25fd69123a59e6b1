import KatoModel
import StrictJSON

/// Reads what an answer of the model cost.
enum CodexUsage {
    /// One record an answer, since about 0.150.
    static func decode(_ record: CodexRecord, _ memory: inout DecoderMemory) -> DecodedRecord {
        memory["hasUsageRecords"] = "1"
        var result = DecodedRecord.raw("side-record:token_usage_record", time: record.time)
        if memory.copiedFrom == nil, let id = record.text("response_id") {
            result.usage = usage(record.payload["usage"], request: id)
        }
        return result
    }

    /// The count after an answer. It is repeated, so an answer is known by the total that it led to.
    static func decodeCount(_ record: CodexRecord, _ memory: inout DecoderMemory) -> DecodedRecord {
        var result = DecodedRecord.raw("side-record:token_count", time: record.time)
        guard memory["hasUsageRecords"] == nil, memory.copiedFrom == nil, let info = record.payload["info"],
            let total = info["total_token_usage"], info["last_token_usage"] != nil
        else { return result }
        let sums = ["input_tokens", "output_tokens", "total_tokens"].map { String(total[$0]?.intValue ?? 0) }
        result.usage = usage(info["last_token_usage"], request: ([memory.thread ?? ""] + sums).joined(separator: ":"))
        return result
    }

    /// Codex counts cached tokens among the input, others do not.
    private static func usage(_ value: JSONValue?, request: String) -> TokenUsage? {
        guard let value else { return nil }
        func count(_ key: String) -> Int { Int(clamping: max(0, value[key]?.intValue ?? 0)) }
        return TokenUsage(
            request: request, input: max(0, count("input_tokens") - count("cached_input_tokens")),
            output: count("output_tokens"), cacheRead: count("cached_input_tokens"),
            cacheWrite: count("cache_write_input_tokens"))
    }
}
