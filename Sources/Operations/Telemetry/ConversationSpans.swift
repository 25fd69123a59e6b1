import Digest
package import KatoModel
package import OTLP
import StrictJSON

/// Conversations as the semantic conventions for generative AI have them: `invoke_agent` for a turn of the user, and
/// in it `chat` for what the model said and `execute_tool` for each tool.
///
/// Ids come from the events' ids, so that sending the same again changes nothing at the receiver.
package enum ConversationSpans {
    /// The spans of events of one conversation, in their order.
    ///
    /// - Parameter withContent: whether the words are sent too. They have to be without secrets already.
    package static func spans(_ events: [ConversationEvent], of session: Session, withContent: Bool) -> [OTLPSpan] {
        events.compactMap { event in
            guard let time = event.time, let name = operation(event) else { return nil }
            let start = UInt64(clamping: time.milliseconds) * 1_000_000
            var span = OTLPSpan(
                trace: Array(ContentHash.sha256(Array("trace \(session.id.rawValue)".utf8)).prefix(16)),
                id: identifier("event \(event.id)"), parent: identifier("turn \(session.id.rawValue) \(event.turn)"),
                name: name.operation + (name.subject.map { " " + $0 } ?? ""), start: start, end: start)
            if event.kind == .userMessage { (span.id, span.parent) = (span.parent, []) }
            span.attributes = attributes(event, session, name.operation)
            if withContent { span.attributes.merge(content(event)) { $1 } }
            if case .toolResult(_, _, let isError) = event.content { span.isError = isError }
            return span
        }
    }

    private static func operation(_ event: ConversationEvent) -> (operation: String, subject: String?)? {
        switch (event.kind, event.content) {
        case (.userMessage, _): ("invoke_agent", nil)
        case (.assistantMessage, _), (.assistantThinking, _): ("chat", event.model)
        case (.toolCall, .toolCall(_, let name, _, _)): ("execute_tool", name)
        case (.toolResult, _): ("execute_tool", nil)
        default: nil
        }
    }

    private static func attributes(_ event: ConversationEvent, _ session: Session, _ operation: String) -> [String:
        OTLPAttribute]
    {
        let agent = session.key.provider.rawValue
        var attributes: [String: OTLPAttribute] = [
            "gen_ai.operation.name": .string(operation), "gen_ai.conversation.id": .string(session.key.nativeID),
            "gen_ai.agent.name": .string(agent), "gen_ai.provider.name": .string(vendor(agent, event.model)),
            "kato.session.id": .string(session.id.rawValue), "kato.event.kind": .string(event.kind.rawValue),
            "kato.turn": .int(Int64(event.turn)),
        ]
        if let model = event.model {
            attributes["gen_ai.request.model"] = .string(model)
            attributes["gen_ai.response.model"] = .string(model)
        }
        if let agent = event.agentID { attributes["gen_ai.agent.id"] = .string(agent) }
        switch event.content {
        case .toolCall(let call, let name, _, _):
            attributes["gen_ai.tool.name"] = .string(name)
            attributes["gen_ai.tool.call.id"] = .string(call)
        case .toolResult(let call, _, _): attributes["gen_ai.tool.call.id"] = .string(call)
        default: break
        }
        return attributes
    }

    /// Structured values as JSON texts, as spans may have them.
    private static func content(_ event: ConversationEvent) -> [String: OTLPAttribute] {
        func messages(_ role: String, _ part: JSONValue) -> OTLPAttribute {
            .string(JSONValue.array([["role": .string(role), "parts": .array([part])]]).text())
        }
        switch (event.kind, event.content) {
        case (.userMessage, .text(let text)):
            return ["gen_ai.input.messages": messages("user", ["type": "text", "content": .string(text)])]
        case (.assistantMessage, .text(let text)):
            return ["gen_ai.output.messages": messages("assistant", ["type": "text", "content": .string(text)])]
        case (.assistantThinking, .text(let text)):
            return ["gen_ai.output.messages": messages("assistant", ["type": "reasoning", "content": .string(text)])]
        case (_, .toolCall(_, _, _, let input)): return ["gen_ai.tool.call.arguments": .string(input.text())]
        case (_, .toolResult(_, let text, _)): return ["gen_ai.tool.call.result": .string(text)]
        default: return [:]
        }
    }

    /// Well-known values of `gen_ai.provider.name`; by the model where the agent has several, else the agent's name.
    private static func vendor(_ agent: String, _ model: String?) -> String {
        let known = [("claude", "anthropic"), ("gpt", "openai"), ("codex", "openai"), ("gemini", "gcp.gemini")]
        for word in [model, agent].compactMap({ $0 }) {
            if let found = known.first(where: { word.lowercased().hasPrefix($0.0) }) { return found.1 }
        }
        return agent
    }

    private static func identifier(_ text: String) -> [UInt8] { Array(ContentHash.sha256(Array(text.utf8)).prefix(8)) }
}
