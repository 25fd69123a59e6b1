package import KatoModel
package import StrictJSON

/// A destination of a conversation.
package struct RecordingSummary: WireValue {
    package let id: String
    /// kato's id of the conversation.
    package let session: String
    /// The conversation's; `nil` while it has none.
    package let title: String?
    package let path: String
    /// `markdown`, `jsonl` or `html`.
    package let format: String
    package let state: RecordingActivity
    package let startedAt: Timestamp
    package let lastWriteAt: Timestamp?
    /// Blocks in the file.
    package let blocks: Int
    /// Why it is paused, in one sentence.
    package let problem: String?

    package init(
        id: String, session: String, title: String? = nil, path: String, format: String, state: RecordingActivity,
        startedAt: Timestamp,
        lastWriteAt: Timestamp? = nil, blocks: Int, problem: String? = nil
    ) {
        self.id = id
        self.session = session
        self.title = title
        self.path = path
        self.format = format
        self.state = state
        self.startedAt = startedAt
        self.lastWriteAt = lastWriteAt
        self.blocks = blocks
        self.problem = problem
    }

    package init(json: JSONValue) throws(ShapeError) {
        let reader = try WireReader(json, "The recording")
        id = try reader.string("id")
        session = try reader.string("session")
        title = try reader.optionalString("title")
        path = try reader.string("path")
        format = try reader.string("format")
        state = RecordingActivity(rawValue: try reader.string("state"))
        startedAt = try reader.time("startedAt")
        lastWriteAt = try reader.optionalTime("lastWriteAt")
        blocks = try reader.count("blocks")
        problem = try reader.optionalString("problem")
    }

    /// The members, in camelCase.
    package var json: JSONValue {
        [
            "id": .string(id),
            "session": .string(session),
            "title": .text(title),
            "path": .string(path),
            "format": .string(format),
            "state": .string(state.rawValue),
            "startedAt": .time(startedAt),
            "lastWriteAt": .time(lastWriteAt),
            "blocks": .count(blocks),
            "problem": .text(problem),
        ]
    }
}
