import StrictJSON

/// The API message inside a `user` or `assistant` record.
struct ClaudeMessage {
    /// The API's id of the message; several records of one message share it.
    var id: String?
    var model: String?
    var usage: ClaudeUsage?
    /// In the order of the log. A string is one block of text.
    var content: [ClaudeContentBlock] = []

    /// Reads an object; `nil` for anything else, and for a record whose type is known to use `message` otherwise.
    ///
    /// `api-request-blob` records repeat whole messages of the conversation.
    static func readIfPresent(_ reader: inout JSONReader, unlessOf type: String?) throws(JSONError) -> ClaudeMessage? {
        guard type == nil || type == "user" || type == "assistant", try reader.peek() == .object else {
            try reader.skipValue()
            return nil
        }
        var message = ClaudeMessage()
        try reader.readObject { (key, reader) throws(JSONError) in
            switch key {
            case "id": message.id = try reader.readStringIfPresent()
            case "usage": message.usage = try ClaudeUsage.readIfPresent(&reader)
            case "model": message.model = try reader.readStringIfPresent()
            case "content": message.content = try ClaudeContentBlock.readList(&reader)
            default: break
            }
        }
        return message
    }
}
