package import KatoModel
import Redaction

/// The end of a text that goes on over several events: an answer in pieces, a tool's output as it comes.
///
/// Events belong to one text when they follow each other, are of one kind and come from one speaker; results of tools
/// also have to answer the same call. What users type is one text a message.
package struct EventStream: Sendable {
    private var key: Key?
    private var tail = ""

    private struct Key: Hashable {
        let kind: EventKind
        let agentID: String?
        let callID: String?
    }

    package init() {}

    /// The stream after these events, the oldest first.
    package init(after events: [ConversationEvent]) {
        for event in events { _ = take(event) }
    }

    /// Takes the next event in.
    ///
    /// - Returns: what stands before its text in the same stream.
    mutating func take(_ event: ConversationEvent) -> String {
        let next = Self.key(of: event)
        let preceding = next != nil && next == key ? tail : ""
        key = next
        guard next != nil, let text = event.text else {
            tail = ""
            return ""
        }
        let long = text.utf8.count >= Redactor.reach
        tail = String(decoding: ((long ? "" : preceding) + text).utf8.suffix(Redactor.reach), as: UTF8.self)
        return preceding
    }

    private static func key(of event: ConversationEvent) -> Key? {
        switch (event.kind, event.content) {
        case (.assistantMessage, .text), (.assistantThinking, .text):
            Key(kind: event.kind, agentID: event.agentID, callID: nil)
        case (.toolResult, .toolResult(let callID, _, _)):
            Key(kind: event.kind, agentID: event.agentID, callID: callID)
        default: nil
        }
    }
}
