package import KatoModel
package import StrictJSON

/// One event of a conversation.
package struct EventSummary: WireValue {
    /// 32 hexadecimal digits.
    package let id: String
    /// The journal's order.
    package let sequence: Int64
    /// An ``EventKind``.
    package let kind: String
    package let time: Timestamp?
    package let turn: Int
    package let model: String?
    /// The sub-agent it belongs to.
    package let agentID: String?
    /// What was said, where it is plain text.
    package let text: String?
    /// Whether text or content is left out because it is too long for an answer.
    package let truncated: Bool
    /// An object whose `type` says which other members it has.
    package let content: JSONValue

    package init(
        id: String, sequence: Int64, kind: String, time: Timestamp? = nil, turn: Int, model: String? = nil,
        agentID: String? = nil, text: String? = nil, truncated: Bool, content: JSONValue
    ) {
        self.id = id
        self.sequence = sequence
        self.kind = kind
        self.time = time
        self.turn = turn
        self.model = model
        self.agentID = agentID
        self.text = text
        self.truncated = truncated
        self.content = content
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The event")
        id = try reader.string("id")
        sequence = try reader.integer("sequence")
        kind = try reader.string("kind")
        time = try reader.optionalTime("time")
        turn = try reader.count("turn")
        model = try reader.optionalString("model")
        agentID = try reader.optionalString("agentId")
        text = try reader.optionalString("text")
        truncated = try reader.flag("truncated")
        content = try reader.json("content")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "id": .string(id),
            "sequence": .int(sequence),
            "kind": .string(kind),
            "time": .time(time),
            "turn": .count(turn),
            "model": .text(model),
            "agentId": .text(agentID),
            "text": .text(text),
            "truncated": .bool(truncated),
            "content": content,
        ]
    }
}
