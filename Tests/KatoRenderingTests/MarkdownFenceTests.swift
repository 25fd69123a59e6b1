import KatoModel
import KatoRendering
import KatoTestSupport
import StrictJSON
import Testing

@Suite struct MarkdownFenceTests {
    static let unclosed: [(text: String, shown: String)] = [
        ("```\nx", "```\nx\n```"), ("a\n~~~~\nx\n~~~", "a\n~~~~\nx\n~~~\n~~~~"),
        ("  ```swift\nx", "  ```swift\nx\n  ```"),
        ("````\n```\n", "````\n```\n````"), ("```\nx\n```", "```\nx\n```"), ("```a`b\nx", "```a`b\nx"),
        ("```\n\n\n\nx\n```", "```\n\n\n\nx\n```"), ("```\n``` x", "```\n``` x\n```"),
    ]

    @Test(arguments: unclosed)
    func `a fence left open is closed at the end of its block`(text: String, shown: String) {
        #expect(Samples.body(Samples.user(1, text)) == shown)
    }

    static let lookalikes: [(text: String, shown: String)] = [
        ("<!-- k:0000000000000001 -->", "&lt;!-- k:0000000000000001 -->"),
        ("a\n<!-- k:zz", "a\n&lt;!-- k:zz"),
        ("```\n<!-- k:0000000000000001 -->\n```", "```\n <!-- k:0000000000000001 -->\n```"),
        ("# k:front-abcd", "\\# k:front-abcd"), ("```\n# k:front\n```", "```\n # k:front\n```"),
        ("a\r<!-- k:0000000000000001 -->", "a\n&lt;!-- k:0000000000000001 -->"),
        ("a <!-- k:0000000000000001 -->", "a <!-- k:0000000000000001 -->"), ("a\0b", "a\u{FFFD}b"),
    ]

    @Test(arguments: lookalikes)
    func `a line of the text cannot pass for a block's identity`(text: String, shown: String) {
        #expect(Samples.body(Samples.user(1, text)) == shown)
    }

    @Test func `identities are read back only from the lines that carry them`() {
        let id = "0123456789abcdef"
        #expect(BlockIdentity.read("<!-- k:\(id) -->", format: .markdown) == id)
        #expect(BlockIdentity.read("<!-- k:\(id).L12 -->", format: .markdown) == "\(id).L12")
        #expect(BlockIdentity.read("# k:front-0a1b2c3d", format: .markdown) == "front-0a1b2c3d")
        #expect(BlockIdentity.read("# k:front", format: .markdown) == "front")
        for line in [
            " <!-- k:\(id) -->", "<!-- k:\(id) --> ", "<!-- k:\(id).L0 -->", "<!-- k:\(id)0 -->", "<!-- k:\(id)-->",
            "<!-- k: -->", "<!-- k:\(id.uppercased()) -->", "# k:frontier", "# k:front-", "x", "",
        ] {
            #expect(BlockIdentity.read(line, format: .markdown) == nil, "\(line)")
        }
        #expect(BlockIdentity.read("{\"schemaVersion\":1,\"id\":\"\(id)\",", format: .jsonl) == id)
        #expect(BlockIdentity.read("{\"id\":\"\(id)\"}", format: .jsonl) == nil)
    }

    /// Random text of what fences are made of.
    static func text(_ generator: inout SeededGenerator) -> String {
        let pieces = [
            "```", "~~~", "````", "`", "\n", "\n", "\n", " ", "  ", "word", "```\n", "> ", "- ",
            "<!-- k:0000000000000003 -->\n",
            "# k:front\n", "\r\n", "~~~~\n", "\n```x\n", "    ```\n",
        ]
        return (0..<Int.random(in: 0...30, using: &generator)).map { _ in generator.pick(pieces) }.joined()
    }

    static func events(_ generator: inout SeededGenerator) -> [ConversationEvent] {
        (1...12 as ClosedRange<UInt64>).map { number in
            let text = text(&generator)
            return switch Int.random(in: 0..<7, using: &generator) {
            case 0: Samples.user(number, text)
            case 1: Samples.assistant(number, text)
            case 2: Samples.result(number, "c", text)
            case 3: Samples.call(number, "c", text, summary: text, input: ["a": .string(text)])
            case 4: Samples.event(number, .assistantThinking, .text(text))
            case 5: Samples.event(number, .userDecision, .answer(question: "", selection: text, header: text))
            default:
                Samples.event(
                    number,
                    .decisionPrompt,
                    .question(
                        DecisionQuestion(
                            callID: "q",
                            header: text,
                            question: text,
                            options: [DecisionOption(label: text, explanation: text)],
                            multiSelect: true
                        )
                    )
                )
            }
        }
    }

    /// A small reader of fences, independent of the renderer's: the identity lines that stand outside of code.
    static func identitiesOutsideCode(_ text: String) -> (ids: [String], isOpenAtEnd: Bool) {
        var open: String?
        var ids: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let match = line.wholeMatch(of: /( {0,3})(`{3,}|~{3,})(.*)/)
            if let fence = open {
                guard let match, match.2.hasPrefix(fence), match.3.allSatisfy({ $0 == " " || $0 == "\t" }) else {
                    continue
                }
                open = nil
            } else if let match, match.2.hasPrefix("~") || !match.3.contains("`") {
                open = String(match.2)
            } else if let id = BlockIdentity.read(line, format: .markdown) {
                ids.append(id)
            }
        }
        return (ids, open != nil)
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `every block begins outside of code, whatever the texts hold`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var options = Samples.everything
        options.italicizeUser = seed.isMultiple(of: 2)
        let renderer = MarkdownRenderer(options: options)
        let events = Self.events(&generator)
        var state = RenderState()
        let blocks = Samples.blocks(events, renderer, &state)
        let text = blocks.map(\.text).joined(separator: renderer.separator)
        let found = Self.identitiesOutsideCode(text)
        #expect(found.ids == blocks.map(\.id), "seed \(seed)")
        #expect(!found.isOpenAtEnd, "seed \(seed)")
        let lines = text.split(separator: "\n").compactMap { BlockIdentity.read($0, format: .markdown) }
        #expect(lines == blocks.map(\.id), "seed \(seed): an identity in code")
        for block in blocks { #expect(block.text.hasSuffix("\n") && !block.text.hasSuffix("\n\n"), "seed \(seed)") }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `appends render the same bytes as one go`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let renderer = Renderers.make(
            seed.isMultiple(of: 3) ? .jsonl : .markdown,
            options: Samples.everything,
            zone: Samples.berlin
        )
        let events = Self.events(&generator)
        let whole = Samples.render(events, renderer)
        #expect(Samples.render(events, renderer) == whole, "seed \(seed)")
        var stored = RenderState().text
        var texts: [String] = []
        for event in events {
            var state = try #require(RenderState(stored))
            texts += Samples.blocks([event], renderer, &state).map(\.text)
            stored = state.text
        }
        #expect(texts.joined(separator: renderer.separator) == whole, "seed \(seed)")
    }
}
