import KatoModel
import KatoRendering
import StrictJSON
import Testing

@Suite struct MarkdownToolTests {
    @Test func `a call shows its name, summary and input`() {
        let call = Samples.call(1, "c1", "Bash", summary: "List <files> & \"more\"\nnow", input: ["command": "ls -l"])
        let expected = """
            <details><summary>Tool: Bash — List &lt;files&gt; &amp; &quot;more&quot; now</summary>

            ```json
            {
              "command": "ls -l"
            }
            ```

            </details>
            """
        #expect(Samples.body(call) == expected)
    }

    @Test func `a call without input shows no fence`() {
        let call = Samples.call(1, "c1", "Clock", summary: nil, input: [:])
        #expect(Samples.body(call) == "<details><summary>Tool: Clock</summary></details>")
        #expect(
            Samples.body(Samples.call(1, "c1", "Clock", summary: " ", input: nil))
                == "<details><summary>Tool: Clock</summary></details>"
        )
    }

    @Test func `a result that comes in a later append names its call`() throws {
        let renderer = MarkdownRenderer(options: Samples.everything)
        var state = RenderState()
        let call = Samples.call(1, "c1", "Bash", summary: "List", input: ["command": "ls"])
        _ = renderer.render(call, lines: nil, state: &state)
        var later = try #require(RenderState(state.text))
        let block = renderer.render(Samples.result(2, "c1", "\na.txt\n", isError: true), lines: nil, state: &later)
        let expected = """
            <!-- k:0000000000000002 -->
            <details><summary>Result (error): Bash — List</summary>

            ```
            a.txt
            ```

            </details>

            """
        #expect(block?.text == expected)
        let again = renderer.render(Samples.result(3, "c1", ""), lines: nil, state: &later)
        #expect(again?.text.contains("<summary>Result: c1 (empty)</summary></details>") == true)
    }

    @Test func `calls that share an id get their results in turn`() {
        let events = [
            Samples.call(1, "c", "One", summary: nil, input: nil),
            Samples.call(2, "c", "Two", summary: nil, input: nil),
            Samples.result(3, "c", "first"), Samples.result(4, "c", "second"),
        ]
        let text = Samples.render(events, MarkdownRenderer(options: Samples.everything))
        #expect(text.contains("Result: One</summary>\n\n```\nfirst"))
        #expect(text.contains("Result: Two</summary>\n\n```\nsecond"))
    }

    @Test func `results can be shown without their calls`() {
        let events = [Samples.call(1, "c", "Bash", summary: nil, input: nil), Samples.result(2, "c", "out")]
        let text = Samples.render(events, MarkdownRenderer(options: RenderOptions(toolResults: true)))
        #expect(text.contains("Result: Bash"))
        #expect(!text.contains("Tool: Bash"))
    }

    @Test func `a long result is cut and says by how much`() throws {
        let text = String(repeating: "x", count: 4000)
        let whole = try #require(Samples.body(Samples.result(1, "c", text)))
        #expect(whole.contains(text) && !whole.contains("more characters"))
        let cut = try #require(Samples.body(Samples.result(1, "c", text + "yyy")))
        #expect(cut.hasSuffix("xxx\n```\n\n*3 more characters are not shown.*\n\n</details>"))
    }

    @Test func `a fence is longer than any run of backticks inside`() throws {
        let body = try #require(Samples.body(Samples.result(1, "c", "a ````` b\n```\n")))
        #expect(body.contains("\n``````\na ````` b\n```\n``````\n"))
    }

    @Test func `the state remembers a bounded number of calls`() throws {
        var state = RenderState()
        let renderer = MarkdownRenderer(options: Samples.everything)
        for number in 0..<500 as Range<UInt64> {
            let call = Samples.call(
                number,
                "c\(number)",
                "Tool",
                summary: String(repeating: "s", count: 999),
                input: nil
            )
            _ = renderer.render(call, lines: nil, state: &state)
        }
        #expect(state.text.utf8.count < 64 * 300)
        #expect(RenderState(state.text) == state)
    }
}
