import KatoModel
import StrictJSON

/// The envelope that every line has, with what is inside.
struct CopilotEvent {
    let type: String
    let id: String?
    let time: Timestamp?
    let data: JSONObject

    /// Returns `nil` for an object that names no type.
    init?(_ object: JSONObject) {
        guard let type = object["type"]?.stringValue else { return nil }
        self.type = type
        id = object["id"]?.stringValue
        time = object["timestamp"]?.stringValue.flatMap { Timestamp($0) }
        data = object["data"]?.objectValue ?? JSONObject()
    }

    /// The sub-agent it belongs to, named by the call that started it.
    var agentID: String? { text("parentToolCallId") }

    /// A text in it that is not empty.
    func text(_ key: String) -> String? {
        data[key]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A draft at the event's time.
    func draft(_ kind: EventKind, _ content: EventContent, startsTurn: Bool = false, name: String? = nil) -> EventDraft
    {
        let speaks = [.assistantMessage, .assistantThinking, .toolCall].contains(kind)
        return EventDraft(
            kind: kind, content: content, time: time, model: speaks ? text("model") : nil, startsTurn: startsTurn,
            name: name)
    }

    /// A fact under the event's own type.
    func info(_ text: String?) -> EventDraft {
        .info(type, text, time)
    }
}
