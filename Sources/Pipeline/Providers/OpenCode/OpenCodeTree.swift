import KatoModel
import StrictJSON

/// Reads the files in which releases before 1.2 kept what later ones keep in rows: a session, its messages, their parts.
///
/// Their ids are the same, so a conversation that a newer release takes over into its database is told once.
enum OpenCodeTree {
    /// Below a session its messages, below a message its parts.
    static let layout = TreeLayout(levels: ["storage/message/*", "storage/part/*"])

    private static let kinds = ["session", "message", "part"]
    /// The conversation and, of a sub-agent, its own session; in the decoder's memory.
    private static let (rootKey, agentKey) = ("root", "agent")

    /// Decodes a file.
    static func decode(_ record: JSONValue, _ memory: inout DecoderMemory) -> DecodedRecord {
        var result = decodeFile(record, &memory)
        result.sessionID = memory[rootKey]
        result.agentID = memory[agentKey]
        return result
    }

    private static func decodeFile(_ record: JSONValue, _ memory: inout DecoderMemory) -> DecodedRecord {
        guard let file = record["file"]?.objectValue else { return .raw("invalid-json") }
        guard let id = file["id"]?.stringValue, let level = record["level"]?.intValue,
            kinds.indices.contains(Int(clamping: level))
        else { return .raw("unexpected-shape:file") }
        if level == 0 {
            let parent = file["parentID"]?.stringValue
            memory[rootKey] = parent ?? id
            memory[agentKey] = parent == nil ? nil : id
        }
        let message = level == 2 ? record["above"] : .object(file)
        let row: JSONValue = [
            "role": message?["role"] ?? .null, "model": message?["modelID"] ?? .null,
            "message": level == 2 ? message?["id"] ?? .null : .null,
            "at": file["time"]?["created"] ?? message?["time"]?["created"] ?? .null,
        ]
        return OpenCodeDecoder.decode(kinds[Int(level)], id, row, file, &memory)
    }

    /// A message is final when its end is noted, or when another follows: then its writer is gone. A part is final with
    /// its message, or when its own end is noted.
    static func isFinal(_ bytes: UnsafeRawBufferPointer, isFollowed: Bool) -> Bool {
        guard !isFollowed, let record = try? JSONValue.parse(bytes) else { return true }
        let (file, above) = (record["file"], record["above"])
        switch record["level"]?.intValue {
        case 1: return isComplete(file)
        case 2: return isComplete(above) || hasEnded(file)
        default: return true
        }
    }

    private static func isComplete(_ message: JSONValue?) -> Bool {
        message?["role"]?.stringValue != "assistant" || message?["time"]?["completed"]?.intValue != nil
    }

    private static func hasEnded(_ part: JSONValue?) -> Bool {
        switch part?["type"]?.stringValue {
        case "text", "reasoning": part?["time"]?["end"]?.intValue != nil
        case "tool": ["completed", "error"].contains(part?["state"]?["status"]?.stringValue)
        default: true
        }
    }
}
