import KatoModel

/// Turns records beside the conversation's tree into drafts: titles, the prompt queue, and bookkeeping.
enum ClaudeSideRecordDecoder {
    /// Types of the records that have a uuid and a parent; the list is that of Anthropic's own reader.
    private static let treeTypes = ["user", "assistant", "system", "attachment", "progress"]

    /// Bookkeeping: nothing in it was said by anyone, or all of it stands elsewhere.
    private static let bookkeeping: Set<String> = [
        "api-request", "api-request-blob", "api-request-shape", "atis-latch", "bridge-session",
        "content-replacement", "cost-state", "file-history-delta", "file-history-snapshot", "frame-link",
        "last-prompt", "mode", "permission-mode", "progress", "relocated", "result", "started", "tools-used",
        "worktree-state",
    ]

    /// Whether records of this type are part of the conversation's tree and so have an identity.
    static func isInTree(_ type: String) -> Bool {
        treeTypes.contains(type)
    }

    /// The draft for a record of any type that has no decoder of its own.
    static func draft(_ record: ClaudeRecord, type: String, _ facts: inout SessionFacts) -> EventDraft {
        switch type {
        case "custom-title":
            facts.customTitle = title(record.label)
            return .info(type, record.label, record.time)
        case "ai-title":
            facts.agentTitle = title(record.label)
            return .info(type, record.label, record.time)
        case "summary", "agent-name", "tag", "pr-link":
            // A summary is no title: it may describe the conversation that this one continues.
            return .info(type, record.label, record.time)
        case "queue-operation":
            return queueDraft(record)
        default:
            let reason = bookkeeping.contains(type) ? "side-record" : "unknown-type"
            return .raw("\(reason):\(type)", record.time)
        }
    }

    /// What happens to prompts that wait. When one was said is for ``ClaudeQueue`` to find out.
    private static func queueDraft(_ record: ClaudeRecord) -> EventDraft {
        let operation = record.operation ?? "unknown"
        return .info(operation == "enqueue" ? "queued" : "queue-\(operation)", record.content, record.time)
    }

    private static func title(_ label: String?) -> String? {
        guard let label = label.map(PlainText.trimmed), !label.isEmpty else { return nil }
        return label
    }
}
