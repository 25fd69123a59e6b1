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
        if isSubAgent(record) {
            let parent = parent(of: record)
            let session = record.text("session_id").flatMap { $0 == id ? nil : $0 }
            (memory.root, memory.agent) = (session ?? parent ?? id, id)
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

    /// Whether a program gave the task: `{"subagent":"review"}`, `{"subagent":{"thread_spawn":…}}`, `{"internal":…}`.
    /// An object that says anything but the name of a client is taken for such a word, because what a sub-agent is told
    /// must not be a command. A conversation of the user's own has a plain word, `exec` included, or none.
    private static func isSubAgent(_ record: CodexRecord) -> Bool {
        let names = [record.payload["thread_source"], record.payload["source"]].map { $0?.stringValue ?? "" }
        if names.contains(where: namesSubAgent) { return true }
        switch record.payload["source"] {
        case .object(let source): return source.members.map(\.key) != ["custom"]
        case .array: return true
        default: return false
        }
    }

    private static func namesSubAgent(_ word: String) -> Bool {
        word.lowercased().filter(\.isLetter).hasPrefix("subagent")
    }

    /// The thread that a sub-agent works for; `nil` where it does not say.
    private static func parent(of record: CodexRecord) -> String? {
        record.text("parent_thread_id")
            ?? record.payload["source"]?["subagent"]?["thread_spawn"]?["parent_thread_id"]?.stringValue
    }
}
