import KatoModel
import StrictJSON

/// Words under the user's name that no event has confirmed yet.
///
/// Releases that write events write them on the next line. Files without them (of other tools, of sub-agents) have the
/// user's words only as items; there they count as soon as the next line is another one. A migration puts the marks of
/// its turns between the two.
enum CodexWaitingPrompt {
    /// Lets the words wait. Longer ones than can be remembered do not count as the user's: what an agent puts in is
    /// long, and a command must not be found in it.
    static func wait(_ words: String, _ time: Timestamp?, _ memory: inout DecoderMemory) -> EventDraft {
        guard words.utf8.count <= DecoderMemory.valueLimit else {
            return EventDraft(kind: .systemMessage, content: .text(words), time: time)
        }
        memory["waiting"] = words
        memory["waitingSince"] = time.map { String($0.milliseconds) }
        return .raw("repeated:user", time)
    }

    /// What waited, now that this record shows that no event comes; `nil` when nothing waited or the record is the
    /// event.
    static func take(_ record: CodexRecord, _ memory: inout DecoderMemory) -> DecodedRecord? {
        guard let words = memory["waiting"], !record.isMadeUpMark else { return nil }
        let since = memory["waitingSince"].flatMap { Int64($0) }.map(Timestamp.init(milliseconds:))
        memory["waiting"] = nil
        memory["waitingSince"] = nil
        guard !isUserEvent(record) else { return nil }
        return CodexUserDecoder.decode(words, images: [], time: since, &memory)
    }

    private static func isUserEvent(_ record: CodexRecord) -> Bool {
        guard record.type == "event_msg" else { return false }
        return record.kind == "user_message"
            || record.kind == "item_completed" && record.payload["item"]?["type"]?.stringValue == "UserMessage"
    }
}
