import StrictJSON

/// What is read of a tool's structured result: the answers to questions. Most other results repeat the text.
struct ClaudeToolUseResult {
    var questions: JSONValue?
    var answers: JSONObject?

    /// Reads an object that has answers; `nil` for anything else.
    static func readIfPresent(_ reader: inout JSONReader) throws(JSONError) -> ClaudeToolUseResult? {
        var result = ClaudeToolUseResult()
        try reader.readObjectIfPresent { (key, reader) throws(JSONError) in
            switch key {
            case "questions": result.questions = try reader.readValue()
            case "answers": result.answers = try reader.readValue().objectValue
            default: break
            }
        }
        return result.answers == nil ? nil : result
    }
}
