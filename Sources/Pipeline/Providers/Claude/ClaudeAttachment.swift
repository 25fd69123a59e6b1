import StrictJSON

/// What is read of an `attachment` record's inner object. Only a queued prompt is the user's; the rest is context
/// the agent puts in for the model.
struct ClaudeAttachment {
    var type: String?
    /// What was queued: `prompt`, `bash`, `task-notification`.
    var commandMode: String?
    var prompt: [ClaudeContentBlock] = []
    var originKind: String?
    var isMeta = false

    /// Reads an object; `nil` for anything else.
    static func readIfPresent(_ reader: inout JSONReader) throws(JSONError) -> ClaudeAttachment? {
        var attachment = ClaudeAttachment()
        let found = try reader.readObjectIfPresent { (key, reader) throws(JSONError) in
            switch key {
            case "type": attachment.type = try reader.readStringIfPresent()
            case "commandMode": attachment.commandMode = try reader.readStringIfPresent()
            case "prompt": attachment.prompt = try ClaudeContentBlock.readList(&reader)
            case "isMeta": attachment.isMeta = try reader.readBoolIfPresent() ?? false
            case "origin":
                try reader.readObjectIfPresent { (key, reader) throws(JSONError) in
                    if key == "kind" { attachment.originKind = try reader.readStringIfPresent() }
                }
            default: break
            }
        }
        return found ? attachment : nil
    }
}
