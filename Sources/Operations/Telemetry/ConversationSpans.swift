import Digest
import KatoModel
import OTLP
import StrictJSON

/// Spans by the semantic conventions for generative AI, the same for all agents: `invoke_agent` for a turn of the user,
/// and in it `chat` for each request to a model and `execute_tool` for each use of a tool.
///
/// Ids come from the events' ids, so that sending the same again changes nothing at the receiver.
struct ConversationSpans: Sendable {
    let session: Session
    let withContent: Bool

    /// A turn, which begins with the user's message.
    func turn(_ message: ConversationEvent) -> OTLPSpan? {
        guard var span = span("invoke_agent", agent, [message]) else { return nil }
        (span.id, span.parent) = (span.parent, [])
        if withContent, let text = message.text {
            span.attributes["gen_ai.input.messages"] = Self.messages("user", [Self.text(text)])
        }
        return span
    }

    /// A request to a model: what it said, and what that cost.
    func inference(_ inference: Inference) -> OTLPSpan? {
        let model = inference.events.lazy.compactMap(\.model).last
        var span = span("chat", model, inference.events, kind: .client)
        if let usage = inference.usage {
            // The conventions count what came from or went into a cache among the input.
            span?.attributes["gen_ai.usage.input_tokens"] = .int(
                Int64(usage.input + usage.cacheRead + usage.cacheWrite))
            span?.attributes["gen_ai.usage.output_tokens"] = .int(Int64(usage.output))
            span?.attributes["gen_ai.usage.cache_read.input_tokens"] = .int(Int64(usage.cacheRead))
            span?.attributes["gen_ai.usage.cache_creation.input_tokens"] = .int(Int64(usage.cacheWrite))
        }
        if withContent {
            let callsTools = inference.events.contains { $0.kind == .toolCall }
            span?.attributes["gen_ai.output.messages"] = Self.messages(
                "assistant", inference.events.compactMap(Self.part), finish: callsTools ? "tool_call" : "stop")
        }
        return span
    }

    /// A use of a tool, from the call to the result, as far as there are both.
    func tool(_ call: ConversationEvent?, result: ConversationEvent?) -> OTLPSpan? {
        var name: String?
        if case .toolCall(_, let tool, _, _)? = call?.content { name = tool }
        var span = span("execute_tool", name, [call, result].compactMap { $0 })
        span?.attributes["gen_ai.tool.name"] = name.map(OTLPAttribute.string)
        if case .toolCall(let id, _, _, let input)? = call?.content {
            span?.attributes["gen_ai.tool.call.id"] = .string(id)
            if withContent { span?.attributes["gen_ai.tool.call.arguments"] = .string(input.text()) }
        }
        if case .toolResult(let id, let text, let isError)? = result?.content {
            span?.attributes["gen_ai.tool.call.id"] = .string(id)
            if withContent { span?.attributes["gen_ai.tool.call.result"] = .string(text) }
            span?.isError = isError
            // Agents do not say of what kind.
            if isError { span?.attributes["error.type"] = .string("_OTHER") }
        }
        return span
    }

    // MARK: - Parts

    private var agent: String { session.key.provider.rawValue }

    /// From the first of the events to the last; `nil` where none has a time.
    private func span(
        _ operation: String, _ subject: String?, _ events: [ConversationEvent], kind: OTLPSpan.Kind = .internal
    ) -> OTLPSpan? {
        let times = events.compactMap { $0.time.map { UInt64(clamping: $0.milliseconds) * 1_000_000 } }
        guard let first = events.first, let start = times.min(), let end = times.max() else { return nil }
        return OTLPSpan(
            trace: Array(ContentHash.sha256(Array("trace \(session.id.rawValue)".utf8)).prefix(16)),
            id: Self.identifier("event \(first.id)"),
            parent: Self.identifier("turn \(session.id.rawValue) \(first.turn)"),
            name: operation + (subject.map { " " + $0 } ?? ""), kind: kind, start: start, end: end,
            attributes: attributes(operation, first, model: events.lazy.compactMap(\.model).last))
    }

    private func attributes(_ operation: String, _ event: ConversationEvent, model: String?) -> [String: OTLPAttribute]
    {
        var attributes: [String: OTLPAttribute] = [
            "gen_ai.operation.name": .string(operation), "gen_ai.conversation.id": .string(session.key.nativeID),
            "gen_ai.agent.name": .string(agent), "gen_ai.provider.name": .string(Self.vendor(agent, model)),
            "kato.session.id": .string(session.id.rawValue), "kato.turn": .int(Int64(event.turn)),
        ]
        attributes["gen_ai.agent.id"] = event.agentID.map(OTLPAttribute.string)
        attributes["gen_ai.agent.version"] = session.facts.agentVersion.map(OTLPAttribute.string)
        // Agents say which model answered; that is the one they asked.
        attributes["gen_ai.request.model"] = model.map(OTLPAttribute.string)
        attributes["gen_ai.response.model"] = model.map(OTLPAttribute.string)
        return attributes
    }

    /// Structured values as a JSON text, as spans may have them.
    private static func messages(_ role: String, _ parts: [JSONValue], finish: String? = nil) -> OTLPAttribute {
        var message: JSONObject = ["role": .string(role), "parts": .array(parts)]
        if let finish { message["finish_reason"] = .string(finish) }
        return .string(JSONValue.array([.object(message)]).text())
    }

    private static func text(_ text: String, _ type: String = "text") -> JSONValue {
        ["type": .string(type), "content": .string(text)]
    }

    private static func part(_ event: ConversationEvent) -> JSONValue? {
        switch event.content {
        case .text(let text): Self.text(text, event.kind == .assistantThinking ? "reasoning" : "text")
        case .toolCall(let call, let name, _, let input):
            ["type": "tool_call", "id": .string(call), "name": .string(name), "arguments": input]
        default: nil
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
