import KatoModel
import KatoRendering
import StrictJSON
import Testing

@Suite struct MarkdownRendererTests {
    @Test func `a conversation reads as headings and blocks with identities`() {
        let events = [
            Samples.user(1, "\n\nHello\n\n  there  \n\n"), Samples.assistant(2, "Hi."), Samples.assistant(3, "More."),
            Samples.assistant(4, "Other.", model: "gpt-5"), Samples.user(5, "Bye"),
        ]
        let expected = """
            <!-- k:0000000000000001 -->
            # User · 2026-02-10 10:15:02 CET

            Hello

              there\("  ")

            <!-- k:0000000000000002 -->
            # claude-opus-4.5 · 2026-02-10 10:15:02 CET

            Hi.

            <!-- k:0000000000000003 -->
            More.

            <!-- k:0000000000000004 -->
            # gpt-5 · 2026-02-10 10:15:02 CET

            Other.

            <!-- k:0000000000000005 -->
            # User · 2026-02-10 10:15:02 CET

            Bye

            """
        #expect(Samples.render(events, MarkdownRenderer(zone: Samples.berlin)) == expected)
    }

    static let models: [(model: String?, heading: String)] = [
        ("claude-opus-4-5-20251101", "claude-opus-4.5"), ("claude-sonnet-4-20250514", "claude-sonnet-4"),
        ("claude-3-5-haiku-20241022", "claude-3-5-haiku"), ("gpt-5", "gpt-5"), ("gpt-5.1-codex", "gpt-5.1-codex"),
        ("gemini-2.5-pro", "gemini-2.5-pro"), ("o3", "o3"), ("20251101", "20251101"), (nil, "Assistant"),
        ("", "Assistant"), ("<synthetic>", "Assistant"), ("x\n# y", "Assistant"),
    ]

    @Test(arguments: models)
    func `the heading shows the model in readable form`(model: String?, heading: String) {
        let event = Samples.event(1, .assistantMessage, .text("x"), model: model, time: nil)
        let expected = "<!-- k:0000000000000001 -->\n# \(heading)\n\nx\n"
        #expect(Samples.render([event], MarkdownRenderer()) == expected)
    }

    @Test func `thinking, tools and questions stand below the assistant's heading`() {
        let kinds: [(EventKind, EventContent)] = [
            (.assistantThinking, .text("hm")),
            (.toolCall, .toolCall(callID: "c", name: "Bash", summary: nil, input: [:])),
            (.toolResult, .toolResult(callID: "c", text: "x", isError: false)),
            (
                .decisionPrompt,
                .question(
                    DecisionQuestion(
                        callID: "q",
                        header: nil,
                        question: "Which?",
                        options: [],
                        multiSelect: false
                    )
                )
            ),
        ]
        for (kind, content) in kinds {
            let events = [
                Samples.user(1, "do"), Samples.event(2, kind, content), Samples.assistant(3, "done", model: nil),
            ]
            let text = Samples.render(events, MarkdownRenderer(options: Samples.everything))
            #expect(text.contains("# Assistant · 2026-02-10 09:15:02 UTC\n\n"), "\(kind)")
            #expect(text.components(of: "\n# ") == 2, "one heading each for user and assistant: \(kind)")
        }
    }

    @Test func `an unknown model is not another speaker`() {
        let events = [Samples.assistant(1, "a"), Samples.assistant(2, "b", model: nil), Samples.assistant(3, "c")]
        #expect(Samples.render(events, MarkdownRenderer()).components(of: "\n# ") == 1)
    }

    @Test func `by default only messages, questions and answers are shown`() {
        let hidden: [(EventKind, EventContent)] = [
            (.assistantThinking, .text("hm")),
            (.toolCall, .toolCall(callID: "c", name: "Bash", summary: nil, input: [:])),
            (.toolResult, .toolResult(callID: "c", text: "x", isError: false)),
            (.systemMessage, .text("x")), (.providerInfo, .info(name: "mode", text: "plan")),
            (.userCommand, .text("/clear")), (.raw, .raw(reason: "unknown")),
        ]
        for (kind, content) in hidden {
            #expect(Samples.render([Samples.event(1, kind, content)], MarkdownRenderer()) == "", "\(kind)")
        }
        let raw = Samples.event(1, .raw, .raw(reason: "unknown"))
        #expect(Samples.body(raw) == nil)
    }

    @Test func `a blank text, a sub-agent and an empty part give no block and leave the state`() {
        let renderers: [any ConversationRenderer] = [MarkdownRenderer(), JSONLinesRenderer()]
        for renderer in renderers {
            var state = RenderState()
            let agent = Samples.event(1, .assistantMessage, .text("x"), agentID: "a1")
            #expect(renderer.render(agent, lines: nil, state: &state) == nil)
            #expect(renderer.render(Samples.user(1, "a\n\n \t\n"), lines: 1..<3, state: &state) == nil)
            #expect(renderer.render(Samples.user(1, "a"), lines: 5..<9, state: &state) == nil)
            #expect(state == RenderState())
        }
        #expect(Samples.render([Samples.user(1, " \n\t\n\u{A0}")], MarkdownRenderer()) == "")
    }

    @Test func `a part of a message holds its lines and has an id of its own`() {
        var state = RenderState()
        let event = Samples.user(1, "zero\r\n::record\rtwo\n\nfour")
        let renderer = MarkdownRenderer()
        let head = renderer.render(event, lines: 0..<1, state: &state)
        let tail = renderer.render(event, lines: 1..<Int.max, state: &state)
        #expect(head?.id == "0000000000000001")
        #expect(head?.text.hasSuffix("UTC\n\nzero\n") == true)
        #expect(
            tail
                == RenderedBlock(
                    id: "0000000000000001.L1",
                    text: "<!-- k:0000000000000001.L1 -->\n::record\ntwo\n\nfour\n"
                )
        )
    }

    @Test func `thinking is a quote with its own title`() {
        let event = Samples.event(1, .assistantThinking, .text("One.\n\n```\nx"))
        #expect(Samples.body(event) == "> **Thinking**\n>\n> One.\n>\n> ```\n> x\n> ```")
    }

    @Test func `system events are shown on wish`() {
        let system = Samples.event(1, .systemMessage, .text("Resumed."))
        #expect(Samples.render([system], MarkdownRenderer(options: Samples.everything)).contains("# System · "))
        #expect(
            Samples.body(Samples.event(1, .providerInfo, .info(name: "mode", text: "a\nb")))
                == "> [provider.info:mode] a\n> b"
        )
        #expect(
            Samples.body(Samples.event(1, .providerInfo, .info(name: "mode", text: nil))) == "> [provider.info:mode] "
        )
        #expect(Samples.body(Samples.event(1, .userCommand, .text("/clear"))) == "> [user.command] /clear")
    }

    @Test func `a question is shown with its options, and the answer once`() {
        let options = [
            DecisionOption(label: "Postgres", explanation: "big\nand safe"),
            DecisionOption(label: "SQLite", explanation: nil),
        ]
        let question = DecisionQuestion(
            callID: "q",
            header: "Store",
            question: "Which one?",
            options: options,
            multiSelect: true
        )
        #expect(
            Samples.body(Samples.event(1, .decisionPrompt, .question(question)), RenderOptions())
                == "**Question (Store), several may be chosen:** Which one?\n\n- Postgres: big and safe\n- SQLite"
        )
        let answer = EventContent.answer(question: "Which one?", selection: "SQLite", header: "Store")
        #expect(Samples.body(Samples.event(2, .userDecision, answer), RenderOptions()) == "**Answer:** SQLite (Store)")
        let code = EventContent.answer(question: "?", selection: "```\nx\n```", header: "Store")
        #expect(Samples.body(Samples.event(2, .userDecision, code)) == "**Answer:**\n\n```\nx\n```")
    }

    private static func asking(by name: String, result: String, isError: Bool = false) -> [ConversationEvent] {
        let input: JSONValue = ["questions": [["question": "Which color?", "options": ["Red", "Blue"]]]]
        let question = DecisionQuestion(
            callID: "q", header: nil, question: "Which color?", options: [], multiSelect: false)
        return [
            Samples.assistant(1, "One question."), Samples.call(2, "q", name, summary: nil, input: input),
            Samples.event(3, .decisionPrompt, .question(question), model: "claude-opus-4-5-20251101"),
            Samples.result(4, "q", result, isError: isError),
        ]
    }

    @Test(arguments: [
        ("AskUserQuestion", "User has answered your questions: \"Which color?\"=\"Blue\"."),
        ("request_user_input", #"{"answers":{"color":{"answers":["Blue"]}}}"#),
    ])
    func `tools or not, a question and its answer are shown once and by whom they are`(name: String, result: String)
        throws
    {
        let answer = EventContent.answer(question: "Which color?", selection: "Blue", header: nil)
        let events =
            Self.asking(by: name, result: result)
            + [Samples.event(5, .userDecision, answer), Samples.assistant(6, "Blue then.")]
        for options in [RenderOptions(), Samples.everything] {
            let text = Samples.render(events, MarkdownRenderer(options: options))
            #expect(text.components(of: "Which color?") == 1, "\(text)")
            #expect(!text.contains("<details>"), "\(text)")
            let headings = text.split(separator: "\n").filter { $0.hasPrefix("# ") }.map { $0.split(separator: " ")[1] }
            #expect(headings == ["claude-opus-4.5", "User", "claude-opus-4.5"])
            #expect(text.contains("UTC\n\n**Answer:** Blue\n"))
            let html = Samples.render(events, HTMLRenderer(options: options))
            #expect(html.components(of: "Which color?") == 1 && !html.contains("<details"))
            #expect(html.contains("<section class=\"user\">\n<h2>User"))
        }
    }

    @Test func `a question that was not answered keeps what came instead`() {
        for (result, isError) in [("The user rejected it.", true), ("No choice was made.", false)] {
            let events = Self.asking(by: "AskUserQuestion", result: result, isError: isError)
            #expect(Samples.render(events, MarkdownRenderer(options: Samples.everything)).contains(result))
        }
        let other = Samples.call(1, "q", "AskUserQuestion", summary: nil, input: ["questions": ["free text"]])
        #expect(Samples.body(other)?.contains("free text") == true)
    }

    static let italics: [(line: String, shown: String)] = [
        ("Plain words.", "*Plain words.*"), ("  two in  ", "  *two in*  "), ("use `x` now", "*use `x` now*"),
        ("- item", "- item"), ("* item", "* item"), ("+ item", "+ item"), ("1. item", "1. item"),
        ("2) item", "2) item"),
        ("> quote", "> quote"), ("# heading", "# heading"), ("| a | b |", "| a | b |"), ("    code", "    code"),
        ("a * b", "a * b"), ("half ` span", "half ` span"), ("ends \\", "ends \\"), ("<b>x</b>", "<b>x</b>"),
        ("---", "---"), ("[x]: http://y", "[x]: http://y"), ("```\ncode\n```", "```\ncode\n```"),
    ]

    @Test(arguments: italics)
    func `the user's lines are italic where that does no harm`(line: String, shown: String) {
        let text = Samples.body(Samples.user(1, "a-\n" + line), RenderOptions(italicizeUser: true))
        #expect(text?.dropFirst("*a-*\n".count) == shown[...])
        #expect(Samples.body(Samples.user(1, line), RenderOptions()) == line)
    }
}

extension String {
    /// How often `part` occurs.
    func components(of part: String) -> Int {
        split(separator: part, omittingEmptySubsequences: false).count - 1
    }
}
