import KatoModel
import KatoTelemetry
import OTLP
import StrictJSON
import Testing

@Suite struct ConversationSpansTests {
    private static func id(_ number: UInt8) -> EventID {
        guard let id = EventID(bytes: Array(repeating: number, count: 16)) else { preconditionFailure("16 bytes") }
        return id
    }

    /// Each event a second after the one before.
    private static func event(
        _ number: UInt8, _ kind: EventKind, _ content: EventContent, model: String? = nil, agent: String? = nil
    ) -> ConversationEvent {
        ConversationEvent(
            id: id(number), sessionID: session.id, sequence: Int64(number), kind: kind, content: content,
            time: Timestamp(milliseconds: 1_774_915_200_000 + Int64(number) * 1000), model: model, turn: 1,
            agentID: agent)
    }

    private static let session: Session = {
        var facts = SessionFacts()
        facts.agentVersion = "1.2"
        return Session(
            id: SessionID(rawValue: "66356914-9b95-57b2-ac22-654435e8ea8a"),
            key: SessionKey(provider: ProviderID("copilot"), nativeID: "native"), facts: facts, startedAt: nil,
            lastEventAt: nil, turns: 1, events: 4, lastSequence: 9)
    }()

    private static let model = "claude-opus-4-5"
    private static let question = event(1, .userMessage, .text("question"))
    private static let thought = event(2, .assistantThinking, .text("thought"), model: model)
    private static let call = event(
        3, .toolCall, .toolCall(callID: "c", name: "Bash", summary: nil, input: ["x": 1]), model: model)
    private static let result = event(4, .toolResult, .toolResult(callID: "c", text: "output", isError: true))
    private static let answer = event(5, .assistantMessage, .text("answer"), model: model)
    private static let mode = event(6, .providerInfo, .info(name: "mode", text: nil))
    private static let count = event(7, .raw, .raw(reason: "side-record:token_count"))

    private static func usage(_ request: String, output: Int, of events: [ConversationEvent]) -> CountedUsage {
        CountedUsage(
            usage: TokenUsage(request: request, input: 3, output: output, cacheRead: 40, cacheWrite: 500),
            added: TokenTotals(), events: events.map(\.id))
    }

    /// What one look at everything and a look long after it give.
    private static func spans(
        _ events: [ConversationEvent], _ usages: [CountedUsage] = [], withContent: Bool = false
    ) -> [OTLPSpan] {
        var trace = ConversationTrace(session, withContent: withContent)
        trace.take(usages, at: 0)
        return trace.take(events, at: 0) + trace.settle(at: 60_000)
    }

    @Test func `a turn is an agent's work, with requests and tools in it, each as long as it took`() {
        let spans = Self.spans([Self.question, Self.thought, Self.call, Self.result, Self.answer, Self.mode])
        #expect(
            spans.map(\.name) == [
                "invoke_agent copilot", "execute_tool Bash", "chat claude-opus-4-5", "chat claude-opus-4-5",
            ])
        #expect(spans[0].parent.isEmpty && spans[1...3].allSatisfy { $0.parent == spans[0].id })
        #expect(Set(spans.map(\.trace)).count == 1 && Set(spans.map(\.id)).count == 4)
        #expect(spans.map { ($0.end - $0.start) / 1_000_000_000 } == [0, 1, 1, 0])
        #expect(spans[2].kind == .client && spans[2].attributes["gen_ai.provider.name"] == .string("anthropic"))
        #expect(spans[2].attributes["gen_ai.request.model"] == .string(Self.model))
        #expect(spans.allSatisfy { $0.attributes["gen_ai.conversation.id"] == .string("native") })
        #expect(spans[1].attributes["gen_ai.tool.name"] == .string("Bash"))
        #expect(spans[1].attributes["gen_ai.tool.call.id"] == .string("c") && spans[1].isError)
        #expect(spans[1].attributes["error.type"] == .string("_OTHER"))
        #expect(spans[0].attributes["gen_ai.agent.version"] == .string("1.2"))
    }

    /// Where each kind of agent tells of tokens.
    @Test(arguments: [
        // On each line of the answer, with growing numbers.
        (
            "lines", [thought, call],
            [usage("r", output: 2, of: [thought]), usage("r", output: 9, of: [thought, call])]
        ),
        // In a record behind it, before the tool's result or after it.
        ("record", [thought, call, count, result], [usage("r", output: 9, of: [count])]),
        ("late record", [thought, call, result, count], [usage("r", output: 9, of: [count])]),
        // In the message itself.
        ("message", [answer], [usage("r", output: 9, of: [answer])]),
    ])
    func `the tokens of a request stand in its span, once`(
        name: String, events: [ConversationEvent], usages: [CountedUsage]
    ) throws {
        let spans = Self.spans([Self.question] + events, usages).filter { $0.name.hasPrefix("chat") }
        #expect(spans.count == 1, "\(name)")
        let attributes = try #require(spans.first).attributes
        #expect(attributes["gen_ai.usage.input_tokens"] == .int(543), "\(name)")
        #expect(attributes["gen_ai.usage.output_tokens"] == .int(9))
        #expect(attributes["gen_ai.usage.cache_read.input_tokens"] == .int(40))
        #expect(attributes["gen_ai.usage.cache_creation.input_tokens"] == .int(500))
    }

    @Test func `requests that follow each other are told apart by their ids, or by what came between`() {
        let (first, second) = (Self.thought, Self.answer)
        let byID = Self.spans(
            [first, second], [Self.usage("a", output: 1, of: [first]), Self.usage("b", output: 2, of: [second])])
        #expect(byID.map { $0.attributes["gen_ai.usage.output_tokens"] } == [.int(1), .int(2)])
        let counts = [Self.count, Self.event(8, .raw, .raw(reason: "side-record:token_count"))]
        let byRecord = Self.spans(
            [first, counts[0], second, counts[1]],
            [Self.usage("a", output: 1, of: [counts[0]]), Self.usage("b", output: 2, of: [counts[1]])])
        #expect(byRecord.map { $0.attributes["gen_ai.usage.output_tokens"] } == [.int(1), .int(2)])
    }

    @Test func `a sub-agent's requests are its own`() {
        let other = Self.event(9, .assistantMessage, .text("from below"), model: Self.model, agent: "sub")
        let spans = Self.spans(
            [Self.thought, other, Self.answer],
            [Self.usage("a", output: 1, of: [Self.thought, Self.answer]), Self.usage("b", output: 2, of: [other])])
        #expect(spans.count == 2)
        let below = spans.first { $0.attributes["gen_ai.agent.id"] == .string("sub") }
        #expect(below?.attributes["gen_ai.usage.output_tokens"] == .int(2))
    }

    @Test func `a request waits for its tokens, a while when they are known to come and longer when not`() {
        var trace = ConversationTrace(Self.session, withContent: false)
        #expect(trace.take([Self.answer], at: 0).isEmpty && trace.settle(at: 59_999).isEmpty && !trace.isSettled)
        trace.take([Self.usage("r", output: 2, of: [Self.answer])], at: 60_000)
        trace.take([Self.usage("r", output: 9, of: [Self.answer])], at: 62_000)
        #expect(trace.settle(at: 66_999).isEmpty)
        let told = trace.settle(at: 67_000)
        #expect(told.map { $0.attributes["gen_ai.usage.output_tokens"] } == [.int(9)])
        #expect(trace.isSettled && trace.settle(at: nil).isEmpty)
    }

    @Test func `a tool that was never answered is told of when the user goes on, and only then`() {
        var trace = ConversationTrace(Self.session, withContent: false)
        #expect(trace.take([Self.question, Self.call], at: 0).map(\.name) == ["invoke_agent copilot"])
        #expect(trace.settle(at: 60_000).count == 1 && !trace.isSettled)
        let next = trace.take([Self.event(9, .userMessage, .text("go on"))], at: 60_000)
        #expect(next.map(\.name) == ["execute_tool Bash", "invoke_agent copilot"] && trace.isSettled)
    }

    @Test func `no word is sent unless it is asked for`() {
        let events = [Self.question, Self.thought, Self.call, Self.result, Self.answer]
        let without = "\(Self.spans(events))"
        let with = Self.spans(events, withContent: true)
        for word in ["question", "thought", "answer", "output", "\"x\""] {
            #expect(!without.contains(word), "\(word)")
        }
        #expect(
            with[2].attributes["gen_ai.output.messages"]
                == .string(
                    #"[{"role":"assistant","parts":[{"type":"reasoning","content":"thought"},"#
                        + #"{"type":"tool_call","id":"c","name":"Bash","arguments":{"x":1}}],"finish_reason":"tool_call"}]"#
                ))
        #expect(
            with[3].attributes["gen_ai.output.messages"]
                == .string(
                    #"[{"role":"assistant","parts":[{"type":"text","content":"answer"}],"finish_reason":"stop"}]"#))
        #expect(with[1].attributes["gen_ai.tool.call.result"] == .string("output"))
        #expect(with[1].attributes["gen_ai.tool.call.arguments"] == .string(#"{"x":1}"#))
    }

    @Test func `the same conversation has the same ids each time`() {
        let events = [Self.question, Self.thought, Self.call, Self.result, Self.answer]
        #expect(Self.spans(events) == Self.spans(events))
    }

    @Test func `tokens wait for whoever looks at their conversation, and never without end`() {
        let inbox = UsageInbox()
        let (one, other) = (SessionID(rawValue: "a"), SessionID(rawValue: "b"))
        inbox.add([Self.usage("r", output: 1, of: [])], of: one)
        #expect(inbox.take(other).isEmpty && inbox.take(one).count == 1 && inbox.take(one).isEmpty)
        for number in 0..<10_000 { inbox.add([Self.usage("\(number)", output: 1, of: [])], of: one) }
        let kept = inbox.take(one)
        #expect(kept.count <= 4096 && kept.last?.usage.request == "9999")
    }
}
