import KatoModel
import StrictJSON

/// Reads what a rollout says about itself.
enum CodexSessionDecoder {
    /// The first `session_meta` is the file's own; another one opens the copied history of the thread it names.
    static func decode(_ record: CodexRecord, _ memory: inout DecoderMemory) -> DecodedRecord {
        guard let id = record.text("id") else { return .raw("unexpected-shape:id", time: record.time) }
        guard let own = memory.thread else { return open(record, id, &memory) }
        if id != own, memory.agent == nil {
            memory.copiedFrom = id
            memory[count: "lastTime"] = Int(record.time?.milliseconds ?? 0)
            memory.forgetTurn()
        }
        return .raw("side-record:session_meta", time: record.time)
    }

    /// The folder a turn works in.
    static func surroundings(_ record: CodexRecord, _ memory: DecoderMemory) -> DecodedRecord {
        var result = DecodedRecord.raw("side-record:turn_context", time: record.time)
        if memory.agent == nil, let folder = record.text("cwd") {
            var facts = SessionFacts()
            facts.workingDirectory = folder
            result.facts = facts
        }
        return result
    }

    private static func open(_ record: CodexRecord, _ id: String, _ memory: inout DecoderMemory) -> DecodedRecord {
        memory.thread = id
        memory.root = id
        if let parent = parent(of: record) {
            let session = record.text("session_id") ?? parent
            (memory.root, memory.agent) = (session == id ? parent : session, id)
            memory[count: "ownFrom"] = Int(record.payload["subagent_history_start_ordinal"]?.intValue ?? 0)
        }
        var result = DecodedRecord(drafts: [.raw("side-record:session_meta", record.time)])
        guard memory.agent == nil else { return result }
        var facts = SessionFacts()
        facts.workingDirectory = record.text("cwd")
        facts.gitBranch = record.payload["git"]?["branch"]?.stringValue
        facts.agentVersion = record.text("cli_version")
        result.facts = facts
        if let base = record.payload["history_base"]?["thread_id"]?.stringValue ?? record.text("forked_from_id") {
            result.drafts.append(base == id ? .info("rewound", nil, record.time) : .info("forked", base, record.time))
        }
        return result
    }

    /// The thread that a sub-agent works for; `nil` for a conversation of the user's own, `codex exec` included.
    private static func parent(of record: CodexRecord) -> String? {
        let spawn = record.payload["source"]?["subagent"]
        guard spawn != nil || record.text("thread_source") == "subagent" else { return nil }
        return record.text("parent_thread_id") ?? spawn?["thread_spawn"]?["parent_thread_id"]?.stringValue
            ?? record.text("session_id")
    }
}
