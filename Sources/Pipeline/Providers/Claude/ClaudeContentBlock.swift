import StrictJSON

/// One part of a message.
enum ClaudeContentBlock {
    case text(String)
    /// Empty when the agent kept the thought to itself.
    case thinking(String)
    case toolUse(id: String, name: String, input: JSONValue)
    case toolResult(id: String, text: String, isError: Bool)
    /// An image or a document, as the line that stands for it.
    case file(String)
    /// A block of a type that is not known here.
    case unknown(type: String)
    /// A block with a value of the wrong kind in the named field.
    case malformed(field: String)

    /// Whether it is what a tool gave back.
    var isToolResult: Bool {
        if case .toolResult = self { true } else { false }
    }

    /// Reads a message's content: a string, or a list of blocks; nothing for `null`.
    static func readList(_ reader: inout JSONReader) throws(JSONError) -> [ClaudeContentBlock] {
        switch try reader.peek() {
        case .string: return [.text(try reader.readString())]
        case .array:
            var blocks: [ClaudeContentBlock] = []
            try reader.readArray { (reader) throws(JSONError) in
                blocks.append(try read(&reader))
            }
            return blocks
        case .null:
            try reader.skipValue()
            return []
        default:
            try reader.skipValue()
            return [.malformed(field: "content")]
        }
    }

    private static func read(_ reader: inout JSONReader) throws(JSONError) -> ClaudeContentBlock {
        guard try reader.peek() == .object else {
            try reader.skipValue()
            return .malformed(field: "block")
        }
        var fields = Fields()
        try reader.readObject { (key, reader) throws(JSONError) in
            try fields.read(key, &reader)
        }
        return fields.block
    }
}

extension ClaudeContentBlock {
    /// The fields of all types of blocks; which belong together is known only after the last one.
    private struct Fields {
        var type: String?
        var text: String?
        var thinking: String?
        var id: String?
        var toolUseID: String?
        var name: String?
        var input: JSONValue?
        var result: String?
        var hasMalformedResult = false
        var isError = false
        var file = ClaudeFileLabel()

        mutating func read(_ key: JSONKey, _ reader: inout JSONReader) throws(JSONError) {
            switch key {
            case "type": type = try reader.readStringIfPresent()
            case "text": text = try reader.readStringIfPresent()
            case "thinking": thinking = try reader.readStringIfPresent()
            case "id": id = try reader.readStringIfPresent()
            case "tool_use_id": toolUseID = try reader.readStringIfPresent()
            case "name": name = try reader.readStringIfPresent()
            case "input": input = try reader.readValue()
            case "is_error": isError = try reader.readBoolIfPresent() ?? false
            case "source": try file.readSource(&reader)
            case "content":
                result = try ClaudeResultText.readIfPresent(&reader)
                hasMalformedResult = result == nil
            default: break
            }
        }

        var block: ClaudeContentBlock {
            switch type {
            case "text": return text.map { .text($0) } ?? .malformed(field: "text")
            case "thinking": return .thinking(thinking ?? "")
            case "redacted_thinking": return .thinking("")
            case "tool_use":
                guard let name else { return .malformed(field: "name") }
                return .toolUse(id: id ?? "", name: name, input: input ?? .null)
            case "tool_result":
                guard !hasMalformedResult else { return .malformed(field: "tool_result.content") }
                return .toolResult(id: toolUseID ?? "", text: result ?? "", isError: isError)
            case "image", "document": return .file(file.text(type ?? "file"))
            case let other?: return .unknown(type: other)
            case nil: return .malformed(field: "block.type")
            }
        }
    }
}
