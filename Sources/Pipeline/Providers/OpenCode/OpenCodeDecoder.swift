import KatoModel
import StrictJSON

/// Turns one row into drafts: a session, a message, or a part of one.
enum OpenCodeDecoder {
    /// The last message of the user, in the decoder's memory.
    private static let turnKey = "turn"
    /// Titles that the agent gives before it has a better one.
    private static let placeholders = ["New session", "Child session"]

    /// Decodes a row; what cannot be read comes back raw.
    static func decode(_ bytes: UnsafeRawBufferPointer, _ memory: inout DecoderMemory) -> DecodedRecord {
        let row: JSONValue
        do {
            row = try JSONValue.parse(bytes)
        } catch {
            return .raw(error.rawReason)
        }
        if row["file"] != nil { return OpenCodeTree.decode(row, &memory) }
        guard let id = row["id"]?.stringValue, let kind = row["kind"]?.stringValue else {
            return .raw("unexpected-shape:row")
        }
        guard let data = row["data"]?.stringValue.flatMap({ try? JSONValue.parse($0) })?.objectValue else {
            var result = DecodedRecord(nativeID: id)
            result.drafts = [.raw("unexpected-shape:data", time(of: row))]
            return result
        }
        return decode(kind, id, row, data, &memory)
    }

    /// Decodes a session, a message or a part.
    ///
    /// - Parameter row: `at`, and of a message `role` and `model`, of a part also `message`.
    static func decode(
        _ kind: String, _ id: String, _ row: JSONValue, _ data: JSONObject, _ memory: inout DecoderMemory
    ) -> DecodedRecord {
        let time = time(of: row)
        var result = DecodedRecord(nativeID: id)
        switch kind {
        case "session":
            result.facts = facts(data)
            result.drafts = [aside(kind, id, time)]
        case "message": decodeMessage(data, row, time, &result)
        case "part": decodePart(data, row, time, &memory, &result)
        default: result.drafts = [.raw("unknown-kind:\(kind)", time)]
        }
        return result
    }

    private static func time(of row: JSONValue) -> Timestamp? {
        row["at"]?.intValue.map(Timestamp.init(milliseconds:))
    }

    private static func facts(_ data: JSONObject) -> SessionFacts {
        var facts = SessionFacts()
        facts.agentTitle = data["title"]?.stringValue.flatMap { title in
            title.isEmpty || placeholders.contains { title.hasPrefix($0) } ? nil : title
        }
        facts.workingDirectory = data["directory"]?.stringValue.flatMap { $0.hasPrefix("/") ? $0 : nil }
        facts.agentVersion = data["version"]?.stringValue
        return facts
    }

    /// What a message says as a whole: who answered, and what went wrong.
    private static func decodeMessage(
        _ data: JSONObject, _ row: JSONValue, _ time: Timestamp?, _ result: inout DecodedRecord
    ) {
        var facts = SessionFacts()
        if row["role"]?.stringValue == "assistant", let model = row["model"]?.stringValue { facts.models = [model] }
        result.facts = facts
        result.usage = usage(data["tokens"], request: result.nativeID)
        guard let error = data["error"], !error.isNull else {
            result.drafts = [aside("message", result.nativeID, time)]
            return
        }
        let text = error["data"]?["message"]?.stringValue ?? error["message"]?.stringValue
        result.drafts = [
            named(.info(error["name"]?.stringValue ?? "error", text, time), result.nativeID, "error")
        ]
    }

    private static func usage(_ tokens: JSONValue?, request: String?) -> TokenUsage? {
        guard let request, let tokens, tokens.objectValue != nil else { return nil }
        func count(_ value: JSONValue?) -> Int { Int(Int32(clamping: max(0, value?.intValue ?? 0))) }
        return TokenUsage(
            request: request, input: count(tokens["input"]),
            output: count(tokens["output"]) + count(tokens["reasoning"]),
            cacheRead: count(tokens["cache"]?["read"]), cacheWrite: count(tokens["cache"]?["write"]))
    }

    private static func decodePart(
        _ data: JSONObject, _ row: JSONValue, _ time: Timestamp?, _ memory: inout DecoderMemory,
        _ result: inout DecodedRecord
    ) {
        let decoder = OpenCodePartDecoder(
            data: data, id: result.nativeID ?? "", isUser: row["role"]?.stringValue == "user",
            model: row["model"]?.stringValue, fallbackTime: time)
        let message = row["message"]?.stringValue
        result.drafts = decoder.drafts(startsTurn: message == nil || memory[turnKey] != message)
        if result.drafts.contains(where: \.startsTurn) { memory[turnKey] = message }
        if let title = decoder.title {
            var facts = SessionFacts()
            facts.firstMessageTitle = title
            result.facts = facts
        }
    }

    /// What says nothing of its own is one raw event, however often its row changes.
    private static func aside(_ kind: String, _ id: String?, _ time: Timestamp?) -> EventDraft {
        named(.raw("side-record:\(kind)", time), id, kind)
    }

    /// The draft under a name of its own, because a row is read again whenever it changes.
    static func named(_ draft: EventDraft, _ id: String?, _ part: String) -> EventDraft {
        EventDraft(
            kind: draft.kind, content: draft.content, time: draft.time, model: draft.model,
            startsTurn: draft.startsTurn, name: id.map { $0 + "/" + part })
    }
}
