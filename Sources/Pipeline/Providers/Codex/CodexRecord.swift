import KatoModel
import StrictJSON

/// What is read of one line of a rollout. Parts that are large and of no use are checked and skipped.
struct CodexRecord {
    var type: String?
    var time: Timestamp?
    /// The place in the thread, counted over all its files; missing before 2026.
    var ordinal: Int64?
    var payload = JSONObject()

    /// Prompts, encrypted thoughts, repeated histories: tens of kilobytes a line.
    private static let skipped: Set<String> = [
        "base_instructions", "instructions", "encrypted_content", "replacement_history", "dynamic_tools", "state",
        "rate_limits", "metadata",
    ]
    /// Items that the first releases wrote without an envelope.
    private static let bareItems: Set<String> = [
        "message", "reasoning", "function_call", "function_call_output", "local_shell_call", "custom_tool_call",
        "custom_tool_call_output",
    ]

    /// Reads the object the reader stands at.
    init(_ reader: inout JSONReader) throws(JSONError) {
        var others = JSONObject()
        var hasPayload = false
        try reader.readObject { (key, reader) throws(JSONError) in
            switch key {
            case "type": type = try reader.readStringIfPresent()
            case "timestamp": time = try reader.readStringIfPresent().flatMap { Timestamp($0) }
            case "ordinal": ordinal = try reader.readIntIfPresent()
            case "payload":
                hasPayload = true
                payload = try Self.readObject(&reader)
            default:
                if !hasPayload, !Self.skipped.contains(key.text) { others[key.text] = try reader.readValue() }
            }
        }
        guard !hasPayload else { return }
        payload = others
        if let bare = type, Self.bareItems.contains(bare) {
            payload["type"] = .string(bare)
            type = "response_item"
        } else if type == nil, others["id"]?.stringValue != nil, time != nil {
            type = "session_meta"
        }
    }

    /// The text under a key of the payload; `nil` for none and for an empty one.
    func text(_ key: String) -> String? {
        guard let text = payload[key]?.stringValue, !text.isEmpty else { return nil }
        return text
    }

    /// The turn's id; `nil` where there is none, and for one that a migration made up.
    ///
    /// Releases of 2025 did not name turns. Codex 0.163 writes such a file anew and names them by the line on which they
    /// began. That name cannot be an identity: the file that was read before had none.
    var turn: String? {
        text("turn_id").flatMap { Self.isMadeUp($0) ? nil : $0 }
    }

    /// Whether a migration put the record in to mark where a turn begins or ends.
    var isMadeUpMark: Bool {
        type == "event_msg" && ["task_started", "task_complete"].contains(kind)
            && text("turn_id").map(Self.isMadeUp) == true
    }

    /// What a migration calls a turn before the number of its line.
    private static let madeUpTurn = "rollout-"

    private static func isMadeUp(_ turn: String) -> Bool {
        turn.hasPrefix(madeUpTurn) && turn.utf8.dropFirst(madeUpTurn.utf8.count).allSatisfy { $0 &- 0x30 < 10 }
    }

    /// What kind of item or event the payload is.
    var kind: String { payload["type"]?.stringValue ?? "none" }

    private static func readObject(_ reader: inout JSONReader) throws(JSONError) -> JSONObject {
        guard try reader.peek() == .object else {
            try reader.skipValue()
            return JSONObject()
        }
        var members: [JSONObject.Member] = []
        try reader.readObject { (key, reader) throws(JSONError) in
            let key = key.text
            guard !skipped.contains(key) else { return }
            members.append(JSONObject.Member(key: key, value: try reader.readValue()))
        }
        return JSONObject(members: members)
    }
}
