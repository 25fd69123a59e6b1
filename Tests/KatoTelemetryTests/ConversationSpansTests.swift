import KatoModel
import KatoTelemetry
import OTLP
import StrictJSON
import Testing

@Suite struct ConversationSpansTests {
    private static func event(_ number: UInt8, _ kind: EventKind, _ content: EventContent, model: String? = nil)
        -> ConversationEvent
    {
        guard let id = EventID(bytes: Array(repeating: number, count: 16)) else { preconditionFailure("16 bytes") }
        return ConversationEvent(
            id: id, sessionID: session.id, sequence: Int64(number),
            kind: kind, content: content, time: Timestamp(milliseconds: 1_774_915_200_000), model: model, turn: 1)
    }

    private static let session = Session(
        id: SessionID(rawValue: "66356914-9b95-57b2-ac22-654435e8ea8a"),
        key: SessionKey(provider: ProviderID("copilot"), nativeID: "native"), facts: SessionFacts(), startedAt: nil,
        lastEventAt: nil, turns: 1, events: 4, lastSequence: 9)

    private static let events = [
        event(1, .userMessage, .text("question")),
        event(2, .assistantMessage, .text("answer"), model: "claude-opus-4-5"),
        event(3, .toolCall, .toolCall(callID: "c", name: "Bash", summary: nil, input: ["x": 1])),
        event(4, .toolResult, .toolResult(callID: "c", text: "output", isError: true)),
        event(5, .providerInfo, .info(name: "mode", text: nil)),
    ]

    @Test func `a turn is an agent's work, with the model and the tools in it`() {
        let spans = ConversationSpans.spans(Self.events, of: Self.session, withContent: false)
        #expect(spans.map(\.name) == ["invoke_agent", "chat claude-opus-4-5", "execute_tool Bash", "execute_tool"])
        #expect(spans[0].parent.isEmpty && spans[1...3].allSatisfy { $0.parent == spans[0].id })
        #expect(Set(spans.map(\.trace)).count == 1 && Set(spans.map(\.id)).count == 4)
        #expect(spans[1].attributes["gen_ai.provider.name"] == .string("anthropic"))
        #expect(spans[1].attributes["gen_ai.conversation.id"] == .string("native"))
        #expect(spans[2].attributes["gen_ai.tool.call.id"] == .string("c") && spans[3].isError)
    }

    @Test func `no word is sent unless it is asked for`() {
        let words = ["question", "answer", "output", "\"x\""]
        let without = "\(ConversationSpans.spans(Self.events, of: Self.session, withContent: false))"
        let with = ConversationSpans.spans(Self.events, of: Self.session, withContent: true)
        for word in words { #expect(!without.contains(word), "\(word)") }
        #expect(
            with[1].attributes["gen_ai.output.messages"]
                == .string(#"[{"role":"assistant","parts":[{"type":"text","content":"answer"}]}]"#))
        #expect(with[3].attributes["gen_ai.tool.call.result"] == .string("output"))
    }

    @Test func `the same conversation has the same ids each time`() {
        let once = ConversationSpans.spans(Self.events, of: Self.session, withContent: false)
        #expect(once == ConversationSpans.spans(Self.events, of: Self.session, withContent: false))
    }
}
