import StrictJSON

/// What a tool answered, as one text.
enum ClaudeResultText {
    /// Reads a string, or a list of parts that become lines; `""` for `null`, `nil` for any other kind of value.
    static func readIfPresent(_ reader: inout JSONReader) throws(JSONError) -> String? {
        switch try reader.peek() {
        case .string: return try reader.readString()
        case .array:
            var lines: [String] = []
            try reader.readArray { (reader) throws(JSONError) in
                lines.append(try readPart(&reader))
            }
            return lines.count == 1 ? lines[0] : lines.joined(separator: "\n")
        case .null:
            try reader.skipValue()
            return ""
        default:
            try reader.skipValue()
            return nil
        }
    }

    /// The text of a part, or a name in brackets for what is no text.
    private static func readPart(_ reader: inout JSONReader) throws(JSONError) -> String {
        if try reader.peek() == .string { return try reader.readString() }
        var type = "part"
        var text: String?
        var toolName: String?
        var file = ClaudeFileLabel()
        try reader.readObjectIfPresent { (key, reader) throws(JSONError) in
            switch key {
            case "type": type = try reader.readStringIfPresent() ?? type
            case "text": text = try reader.readStringIfPresent()
            case "tool_name": toolName = try reader.readStringIfPresent()
            case "source": try file.readSource(&reader)
            default: break
            }
        }
        if let text { return text }
        return toolName.map { "[\(type): \($0)]" } ?? file.text(type)
    }
}
