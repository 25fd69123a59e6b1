import KatoModel
import StrictJSON

/// Turns one record into drafts: the head of a conversation, a message, or a change to what was written before.
enum GeminiDecoder {
    /// The head is one record, however often it is written: its name in the conversation.
    private static let headID = "head"

    /// Decodes a record; what cannot be read comes back raw.
    static func decode(_ bytes: UnsafeRawBufferPointer) -> DecodedRecord {
        guard bytes.contains(where: { $0 > 0x20 }) else { return .raw("blank") }
        let value: JSONValue
        do {
            value = try JSONValue.parse(bytes)
        } catch {
            return .raw(error.rawReason)
        }
        guard let object = value.objectValue else { return .raw("not-an-object") }
        if let changes = object["$set"] { return decodeChanges(changes) }
        if let id = object["$rewindTo"] {
            return DecodedRecord(drafts: [.info("rewind", id.stringValue, nil)])
        }
        if object["type"] != nil { return decodeMessage(object) }
        if object["sessionId"] != nil { return decodeHead(object) }
        return .raw("unexpected-shape:type")
    }

    // MARK: - The conversation

    private static func decodeHead(_ object: JSONObject) -> DecodedRecord {
        DecodedRecord(
            nativeID: headID, sessionID: object["sessionId"]?.stringValue, drafts: [aside(headID)], facts: facts(object)
        )
    }

    /// What says nothing of its own is one raw event, however often it is written.
    private static func aside(_ what: String) -> EventDraft {
        EventDraft(kind: .raw, content: .raw(reason: "side-record:\(what)"), time: nil, name: what)
    }

    private static func facts(_ object: JSONObject) -> SessionFacts {
        var facts = SessionFacts()
        facts.agentTitle = object["summary"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
        let directories = object["directories"]?.arrayValue?.compactMap(\.stringValue) ?? []
        facts.workingDirectory = GeminiProject.directory(among: directories, hash: object["projectHash"]?.stringValue)
        return facts
    }

    /// Later values of the head, or other messages in the place of all. Those replace nothing here: the ones that are
    /// known stay as they are, and of the others none is the user typing.
    private static func decodeChanges(_ changes: JSONValue) -> DecodedRecord {
        guard let object = changes.objectValue else { return .raw("unexpected-shape:$set") }
        var result = DecodedRecord(facts: facts(object))
        guard let messages = object["messages"]?.arrayValue else {
            result.drafts = [aside("$set")]
            return result
        }
        result.drafts = [.info("history-replaced", nil, nil)]
        for message in messages.compactMap(\.objectValue) {
            guard let decoder = GeminiMessageDecoder(message, isReplay: true) else { continue }
            result.drafts += decoder.drafts.filter { $0.name != nil }
        }
        return result
    }

    // MARK: - Messages

    private static func decodeMessage(_ object: JSONObject) -> DecodedRecord {
        guard let decoder = GeminiMessageDecoder(object, isReplay: false) else {
            return .raw("unknown-type:\(object["type"]?.stringValue ?? "")", time: GeminiMessageDecoder.time(object))
        }
        var result = DecodedRecord(nativeID: decoder.id, drafts: decoder.drafts)
        if result.drafts.isEmpty { result.drafts = [.raw("no-content", decoder.time)] }
        result.usage = decoder.usage
        if decoder.facts != SessionFacts() { result.facts = decoder.facts }
        return result
    }
}
