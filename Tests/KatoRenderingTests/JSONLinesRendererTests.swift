import KatoModel
import KatoRendering
import StrictJSON
import Testing

@Suite struct JSONLinesRendererTests {
    static let head =
        "{\"schemaVersion\":1,\"id\":\"0000000000000001\",\"eventId\":\"000000000000000100000000000000ff\","
        + "\"session\":\"0a1b2c3d-0000-5000-8000-000000000000\","

    static let contents: [(kind: EventKind, content: EventContent, json: String)] = [
        (.userMessage, .text("a\n\"b\""), #"{"text":"a\n\"b\""}"#),
        (.userMessage, .text(""), #"{"text":""}"#),
        (.assistantThinking, .text("hm"), #"{"text":"hm"}"#),
        (
            .toolCall, .toolCall(callID: "c", name: "Bash", summary: "s", input: ["b": 1, "a": [true, nil]]),
            #"{"callId":"c","name":"Bash","summary":"s","input":{"b":1,"a":[true,null]}}"#
        ),
        (
            .toolResult, .toolResult(callID: "c", text: "out", isError: true),
            #"{"callId":"c","text":"out","isError":true}"#
        ),
        (
            .decisionPrompt,
            .question(
                DecisionQuestion(
                    callID: "q",
                    header: "H",
                    question: "Q?",
                    options: [DecisionOption(label: "A", explanation: nil)],
                    multiSelect: false
                )
            ),
            #"{"callId":"q","header":"H","question":"Q?","options":[{"label":"A"}],"multiSelect":false}"#
        ),
        (.userDecision, .answer(question: "Q?", selection: "A", header: nil), #"{"question":"Q?","selection":"A"}"#),
        (.providerInfo, .info(name: "mode", text: "plan"), #"{"name":"mode","text":"plan"}"#),
        (.raw, .raw(reason: "unknown"), #"{"reason":"unknown"}"#),
    ]

    @Test(arguments: contents)
    func `every kind of event is one line in a fixed order`(kind: EventKind, content: EventContent, json: String) {
        let text = Samples.render([Samples.event(1, kind, content, model: "m")], JSONLinesRenderer())
        let middle = "\"kind\":\"\(kind.rawValue)\",\"time\":\"2026-02-10T09:15:02.000Z\",\"turn\":1,\"model\":\"m\","
        #expect(text == Self.head + middle + "\"nativeId\":\"n1\",\"content\":\(json)}\n")
    }

    @Test func `a part of a message has its own id, which can be read from its line`() throws {
        var state = RenderState()
        let event = Samples.user(1, "zero\r\none\n\ntwo")
        let block = try #require(JSONLinesRenderer().render(event, lines: 1..<9, state: &state))
        #expect(block.id == "0000000000000001.L1")
        #expect(block.text.contains("\"content\":{\"text\":\"one\\n\\ntwo\"}"))
        #expect(BlockIdentity.read(block.text.dropLast(), format: .jsonl) == block.id)
    }

    @Test func `an unknown time and model are left out`() {
        let text = Samples.render([Samples.event(1, .userMessage, .text("x"), time: nil)], JSONLinesRenderer())
        #expect(!text.contains("\"time\"") && !text.contains("\"model\""))
    }

    @Test func `no character inside a line can be taken for its end`() {
        let text = Samples.render(
            [Samples.user(1, "a\u{2028}b\u{2029}c\u{2027}\u{2030}\r\n\u{85}")],
            JSONLinesRenderer()
        )
        #expect(text.contains(#"a\u2028b\u2029c"#))
        #expect(text.contains("\u{2027}\u{2030}"))
        #expect(text.utf8.filter { $0 == 0x0A }.count == 1)
    }

    @Test func `options do not apply`() {
        let renderer = Renderers.make(.jsonl, options: RenderOptions(), zone: .utc)
        #expect(Samples.render([Samples.event(1, .assistantThinking, .text("hm"))], renderer).contains("hm"))
        #expect(renderer.separator == "")
        #expect(Renderers.make(.markdown, options: RenderOptions(), zone: .utc).separator == "\n")
    }
}
