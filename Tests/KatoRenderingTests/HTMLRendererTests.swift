import KatoModel
import KatoRendering
import StrictJSON
import Testing

@Suite struct HTMLRendererTests {
    private let renderer = HTMLRenderer(
        options: RenderOptions(thinking: true, toolCalls: true, toolResults: true, systemEvents: true))

    private func render(_ text: String, kind: EventKind = .assistantMessage) -> String {
        var state = RenderState()
        return renderer.render(event(.text(text), kind: kind), lines: nil, state: &state)?.text ?? ""
    }

    private func event(_ content: EventContent, kind: EventKind = .assistantMessage) -> ConversationEvent {
        ConversationEvent(
            id: EventID(high: 1, low: 2), sessionID: SessionID(rawValue: "s"), kind: kind, content: content,
            time: Timestamp(milliseconds: 1_770_718_502_000), model: "claude-opus-4-5", turn: 1)
    }

    private var header: RecordingHeader {
        RecordingHeader(
            sessionID: SessionID(rawValue: "74c33e12-4b43"), provider: ProviderID("claude"), nativeID: "n",
            title: "</title><script>alert(1)</script>", recordingID: "0b7c1d2e-aaaa")
    }

    @Test func `nothing that was said can be markup`() {
        let attack = "<script>alert(1)</script> <img src=x onerror=\"y\"> &amp; '\u{0}\u{7}"
        for kind in [EventKind.userMessage, .assistantMessage, .assistantThinking, .systemMessage] {
            let html = render(
                "# \(attack)\n- \(attack)\n> \(attack)\n|\(attack)|\n```\n\(attack)\n```\n**\(attack)**", kind: kind)
            #expect(!html.contains("<script") && !html.contains("<img") && !html.contains("\u{0}"))
            #expect(html.contains("&lt;script&gt;") && html.contains("&amp;amp;"))
        }
        let head = renderer.header(header)?.text ?? ""
        #expect(!head.contains("<script") && head.contains("&lt;/title&gt;"))
    }

    @Test func `nothing is loaded from anywhere`() {
        let html = render(
            "![a](https://evil.example/x.png) [go](javascript:alert(1)) [web](https://example.org/?a=1&b=\"2)")
        #expect(!html.contains("src=") && !html.contains("href=\"javascript"))
        #expect(render("[web](https://example.org/?a=1&b=2)").contains("<a href=\"https://example.org/?a=1&amp;b=2\""))
        let head = renderer.header(header)?.text ?? ""
        #expect(head.contains("default-src 'none'"))
        #expect(!head.contains("http://") && !head.contains("https://") && !head.contains("url("))
    }

    @Test func `a text that looks like an identity is none`() {
        let html = render("<!-- k:0123456789abcdef -->\n```\n<!-- k:0123456789abcdef -->\n```")
        let ids = html.split(separator: "\n").compactMap { BlockIdentity.read($0, format: .html) }
        #expect(ids == ["0000000000000001"])
    }

    @Test func `the identity of the head and of a block can be read again`() throws {
        let head = try #require(renderer.header(header))
        #expect(head.text.hasPrefix("<!DOCTYPE html>\n"))
        let ids = head.text.split(separator: "\n").compactMap { BlockIdentity.read($0, format: .html) }
        #expect(ids == [head.id] && head.id == "front-0b7c1d2e")
    }

    @Test func `every element that a block opens it closes`() {
        let texts = [
            "plain", "# h\ntext\n\n- a\n  more\n- b\n\n1. x\n> q\n> r\n\n|a|\n|b|\n---\n```swift\nlet x\n\ny",
            "```\nopen",
            "- ```\n  x\n  ```", "****", "`", "[", "[a](b)", "**a** `b` **", "\n\n", "> ", "|", "-", "1.", "#",
            "####### x", "|a|b|\n|-|:-:|\n|*c*|d|\n|e|", "|a|\n|-|", "|a|\n|-|\ntext", "|a|\n|-|\n```\n|b|",
            "*a* _b_ *c",
        ]
        for text in texts {
            let html = render(text)
            for tag in [
                "section", "p", "pre", "code", "div", "blockquote", "h2", "h3", "strong", "span", "a", "em", "table",
                "tr", "th", "td", "thead", "tbody",
            ] {
                let opened = html.ranges(of: "<\(tag)>").count + html.ranges(of: "<\(tag) ").count
                #expect(opened == html.ranges(of: "</\(tag)>").count, "\(tag) in \(text)")
            }
        }
    }

    @Test func `the words of a text are all there, whatever its form`() {
        let text =
            "alpha **beta** `gamma`\n\n- delta\n> epsilon\n\n| zeta |\n```\neta\n```\n# theta\n[iota](https://x.org)"
        let html = render(text)
        for word in ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota"] {
            #expect(html.contains(word), "\(word)")
        }
    }

    @Test func `a table is a table, with its words stressed and nothing lost`() {
        let html = render("| Name | Value |\n|:-----|------:|\n| `a \\| b` | **2** |\n| <b>x |\n\nafter")
        #expect(
            html.contains(
                """
                <table>
                <thead><tr><th class="left">Name</th><th class="right">Value</th></tr></thead>
                <tbody><tr><td class="left"><code>a | b</code></td><td class="right"><strong>2</strong></td></tr>
                <tr><td class="left">&lt;b&gt;x</td><td class="right"></td></tr></tbody>
                </table>
                <p>after</p>
                """))
    }

    @Test(arguments: [
        "| only |", "|a|b|\n|-|", "|a|\n|x|", "|a|\n|-|\n|b|c|", "|a|\n| - - |", "|\n|",
        String(repeating: "|a", count: 51) + "|\n" + String(repeating: "|-", count: 51) + "|",
    ])
    func `what is no table stands as it was typed`(text: String) {
        let html = render(text)
        #expect(!html.contains("<table>") && html.contains("<pre class=\"table\">\(text)</pre>"), "\(html)")
    }

    static let stressed: [(text: String, html: String)] = [
        ("*so* it _is_", "<em>so</em> it <em>is</em>"), ("(*so*)", "(<em>so</em>)"), ("*a b*.", "<em>a b</em>."),
        ("**a** *b*", "<strong>a</strong> <em>b</em>"), ("*<b>*", "<em>&lt;b&gt;</em>"),
        ("snake_case_name", "snake_case_name"), ("__init__", "__init__"), ("2*3*4", "2*3*4"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("*open", "*open"), ("a *b", "a *b"), ("* *", "* *"), ("_ x_", "_ x_"), ("*x *", "*x *"), ("\\*a*", "\\*a*"),
        ("`*a*`", "<code>*a*</code>"), ("***a***", "*<strong>a</strong>*"), ("*.md and *.txt", "*.md and *.txt"),
    ]

    @Test(arguments: stressed)
    func `words are stressed where nothing else can be meant`(text: String, html: String) {
        #expect(render("x " + text).contains("<p>x \(html)</p>"), "\(render("x " + text))")
    }

    @Test func `tools are folded and their results named`() {
        var state = RenderState()
        let call = renderer.render(
            event(.toolCall(callID: "t", name: "Read", summary: "<a>", input: ["path": "<b>"]), kind: .toolCall),
            lines: nil, state: &state)
        let result = renderer.render(
            event(.toolResult(callID: "t", text: "</pre>", isError: true), kind: .toolResult), lines: nil, state: &state
        )
        #expect(call?.text.contains("<details class=\"tool\"><summary>Tool: <b>Read — &lt;a&gt;</b></summary>") == true)
        #expect(result?.text.contains("Result (error): <b>Read — &lt;a&gt;</b>") == true)
        #expect(result?.text.contains("&lt;/pre&gt;") == true)
    }

    @Test func `a speaker who goes on has no second heading`() {
        var state = RenderState()
        let first = renderer.render(event(.text("a")), lines: nil, state: &state)?.text ?? ""
        let second = renderer.render(event(.text("b")), lines: nil, state: &state)?.text ?? ""
        #expect(first.contains("<h2>claude-opus-4.5<time datetime=") && !second.contains("<h2>"))
    }

    @Test func `a long hostile text takes no long time`() {
        for text in [
            String(repeating: "[", count: 100_000), String(repeating: "**a ", count: 30_000),
            String(repeating: "`a", count: 50_001), String(repeating: "> ", count: 50_000),
            String(repeating: "[a](https://", count: 10_000), String(repeating: "*a ", count: 30_000),
            String(repeating: "_a_a", count: 30_000), "|a|\n|-|\n" + String(repeating: "|", count: 100_000),
            "|a|\n|-|\n" + String(repeating: "|\\|\n", count: 20_000),
        ] {
            #expect(render(text).utf8.count > text.utf8.count / 3)
        }
    }
}
