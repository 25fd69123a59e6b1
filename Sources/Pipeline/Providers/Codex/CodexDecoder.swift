import KatoModel
import StrictJSON

/// Turns one line of a rollout into drafts, with what the lines before it left in the memory.
///
/// There are two dialects of events, and each text stands beside its event as an item once more. The first of the two
/// counts, whichever it is, except for the user's words: an item under the user's name may be anything, so it waits
/// for the next line to say whether there is an event for it.
enum CodexDecoder {
    /// Milliseconds between two lines that a person may have spent; lines of a copied history follow at once.
    private static let copyGap: Int64 = 1000

    /// Decodes a line; what cannot be read comes back raw.
    static func decode(_ bytes: UnsafeRawBufferPointer, _ memory: inout DecoderMemory) -> DecodedRecord {
        guard bytes.contains(where: { $0 > 0x20 }) else { return named(.raw("blank"), memory) }
        do {
            var reader = try JSONReader(bytes)
            guard try reader.peek() == .object else {
                try reader.skipValue()
                try reader.finish()
                return named(.raw("not-an-object"), memory)
            }
            let record = try CodexRecord(&reader)
            try reader.finish()
            return assemble(record, &memory)
        } catch {
            return named(.raw(error.rawReason), memory)
        }
    }

    private static func assemble(_ record: CodexRecord, _ memory: inout DecoderMemory) -> DecodedRecord {
        noteTime(record, &memory)
        let waiting = CodexWaitingPrompt.take(record, &memory)
        var result = dispatch(record, &memory)
        if result.drafts.isEmpty { result.drafts = [.raw("no-content", record.time)] }
        if let waiting {
            result.drafts.insert(contentsOf: waiting.drafts, at: 0)
            result.nativeID = result.nativeID ?? waiting.nativeID
            var facts = result.facts ?? SessionFacts()
            facts.merge(waiting.facts ?? SessionFacts())
            result.facts = facts == SessionFacts() ? nil : facts
        }
        return named(result, memory)
    }

    private static func dispatch(_ record: CodexRecord, _ memory: inout DecoderMemory) -> DecodedRecord {
        switch record.type {
        case "session_meta": return CodexSessionDecoder.decode(record, &memory)
        case "turn_context":
            if let turn = record.turn { memory.begin(turn: turn) }
            memory.model = record.text("model") ?? memory.model
            return CodexSessionDecoder.surroundings(record, memory)
        case "response_item":
            if isCopiedIntoSubAgent(record, memory) { return .raw("copied-history", time: record.time) }
            return CodexItemDecoder.decode(record, &memory)
        case "event_msg": return CodexEventDecoder.decode(record, &memory)
        case "compacted":
            guard let message = record.text("message") else { return .raw("side-record:compacted", time: record.time) }
            return CodexItemDecoder.injected(message, record.time, &memory)
        case "token_usage_record": return CodexUsage.decode(record, &memory)
        case "request_user_input": return CodexQuestionDecoder.legacy(record, &memory)
        case "world_state", "inter_agent_communication", "inter_agent_communication_metadata":
            return .raw("side-record:\(record.type ?? "")", time: record.time)
        case let type?: return .raw("unknown-type:\(type)", time: record.time)
        case nil: return .raw("unexpected-shape:type", time: record.time)
        }
    }

    /// A sub-agent's file begins with what its parent knew.
    private static func isCopiedIntoSubAgent(_ record: CodexRecord, _ memory: DecoderMemory) -> Bool {
        guard memory.agent != nil, let ordinal = record.ordinal else { return false }
        return ordinal < Int64(memory[count: "ownFrom"])
    }

    /// A copied history ends where time passed between two lines.
    private static func noteTime(_ record: CodexRecord, _ memory: inout DecoderMemory) {
        guard memory.copiedFrom != nil, let time = record.time else { return }
        let last = Int64(memory[count: "lastTime"])
        memory[count: "lastTime"] = Int(time.milliseconds)
        guard last != 0, time.milliseconds - last > copyGap else { return }
        memory.copiedFrom = nil
        memory[count: "lastTime"] = 0
        memory.forgetTurn()
    }

    private static func named(_ record: DecodedRecord, _ memory: DecoderMemory) -> DecodedRecord {
        var record = record
        record.sessionID = memory.root
        record.agentID = memory.agent
        return record
    }
}
