import KatoModel
import StrictJSON

/// What is read of one line of a Claude Code log. The rest of the line is checked and skipped.
///
/// The order of the fields differs between releases and record types (`message` often stands before `type`), so
/// everything of use is read where it stands and judged afterwards.
struct ClaudeRecord {
    var type: String?
    var subtype: String?
    var uuid: String?
    var sessionID: String?
    var agentID: String?
    /// The API request that the message came from.
    var requestID: String?
    /// The record before it in the tree; `nil` at a root.
    var parentID: String?
    var time: Timestamp?
    var workingDirectory: String?
    var gitBranch: String?
    var version: String?
    /// Who caused the record: `human`, `task-notification`, …; missing before 2.1.2.
    var originKind: String?
    /// How the prompt came: `typed`, `queued`, `system`, `sdk`.
    var promptSource: String?
    var isSidechain = false
    var isMeta = false
    var isCompactSummary = false
    var isVisibleInTranscriptOnly = false
    var isAPIError = false
    var message: ClaudeMessage?
    var attachment: ClaudeAttachment?
    /// Text beside the message: of `system` and `queue-operation` records.
    var content: String?
    /// What a `queue-operation` does.
    var operation: String?
    /// Why a message left the queue.
    var reason: String?
    /// The one text of a record that carries nothing else: a title, a tag, a link.
    var label: String?
    /// What the API said, in `system` records about errors.
    var errorText: String?
    var toolUseResult: ClaudeToolUseResult?

    /// Reads the object the reader stands at.
    mutating func read(_ reader: inout JSONReader) throws(JSONError) {
        try reader.readObject { (key, reader) throws(JSONError) in
            // Lengths first: most keys are of no use, and a number is compared faster than forty names.
            switch key.count {
            case ...6: try readShort(key, &reader)
            case 7...9: try readMedium(key, &reader)
            default: try readLong(key, &reader)
            }
        }
    }

    /// The sub-agent it belongs to. Releases before 2.0 wrote sub-agents into the main file and did not name them.
    var effectiveAgentID: String? {
        agentID ?? (isSidechain ? "sidechain" : nil)
    }

    private mutating func readShort(_ key: JSONKey, _ reader: inout JSONReader) throws(JSONError) {
        switch key {
        case "type": type = try reader.readStringIfPresent()
        case "uuid": uuid = try reader.readStringIfPresent()
        case "cwd": workingDirectory = try reader.readStringIfPresent()
        case "tag", "prUrl": label = try reader.readStringIfPresent()
        case "error": errorText = try Self.readError(&reader)
        case "reason": reason = try reader.readStringIfPresent()
        case "isMeta": isMeta = try reader.readBoolIfPresent() ?? false
        case "origin":
            try reader.readObjectIfPresent { (key, reader) throws(JSONError) in
                if key == "kind" { originKind = try reader.readStringIfPresent() }
            }
        default: break
        }
    }

    private mutating func readMedium(_ key: JSONKey, _ reader: inout JSONReader) throws(JSONError) {
        switch key {
        case "message": message = try ClaudeMessage.readIfPresent(&reader, unlessOf: type)
        case "content": content = try reader.readStringIfPresent()
        case "version": version = try reader.readStringIfPresent()
        case "subtype": subtype = try reader.readStringIfPresent()
        case "agentId": agentID = try reader.readStringIfPresent()
        case "aiTitle", "summary", "agentName": label = try reader.readStringIfPresent() ?? label
        case "sessionId": sessionID = try reader.readStringIfPresent()
        case "gitBranch": gitBranch = try reader.readStringIfPresent()
        case "requestId": requestID = try reader.readStringIfPresent()
        case "timestamp": time = try reader.readStringIfPresent().flatMap { Timestamp($0) }
        case "operation": operation = try reader.readStringIfPresent()
        default: break
        }
    }

    private mutating func readLong(_ key: JSONKey, _ reader: inout JSONReader) throws(JSONError) {
        switch key {
        case "parentUuid": parentID = try reader.readStringIfPresent()
        case "attachment": attachment = try ClaudeAttachment.readIfPresent(&reader)
        case "isSidechain": isSidechain = try reader.readBoolIfPresent() ?? false
        case "toolUseResult": toolUseResult = try ClaudeToolUseResult.readIfPresent(&reader)
        case "customTitle": label = try reader.readStringIfPresent()
        case "promptSource": promptSource = try reader.readStringIfPresent()
        case "isCompactSummary": isCompactSummary = try reader.readBoolIfPresent() ?? false
        case "isApiErrorMessage": isAPIError = try reader.readBoolIfPresent() ?? false
        case "isVisibleInTranscriptOnly": isVisibleInTranscriptOnly = try reader.readBoolIfPresent() ?? false
        default: break
        }
    }

    /// An error is a text in some releases and an object with a text in others.
    private static func readError(_ reader: inout JSONReader) throws(JSONError) -> String? {
        guard try reader.peek() == .object else { return try reader.readStringIfPresent() }
        var message: String?
        var formatted: String?
        try reader.readObject { (key, reader) throws(JSONError) in
            switch key {
            case "message": message = try reader.readStringIfPresent()
            case "formatted": formatted = try reader.readStringIfPresent()
            default: break
            }
        }
        return formatted ?? message
    }
}
