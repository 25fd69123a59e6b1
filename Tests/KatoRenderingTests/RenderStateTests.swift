import KatoRendering
import StrictJSON
import Testing

@Suite struct RenderStateTests {
    @Test(arguments: ["1\n-", "1\nuser", "1\nsystem", "1\nassistant", "1\nassistant gpt 5", "1\nuser\nc1\tBash — List"])
    func `a stored state reads back as itself`(text: String) {
        #expect(RenderState(text)?.text == text)
    }

    @Test(arguments: ["", "1", "2\nuser", "1\nnobody", "1\nuser\nno tab", "user", "1\nassistantx"])
    func `what is no state of this version is refused`(text: String) {
        #expect(RenderState(text) == nil)
    }

    @Test(arguments: ["1\n-\tgpt-5", "1\nuser\tgpt-5\nc1\tBash", "1\nsystem\tgpt-5"])
    func `the model that spoke before is remembered`(text: String) throws {
        var state = try #require(RenderState(text))
        #expect(state.text == text)
        let block = MarkdownRenderer(options: Samples.everything).render(
            Samples.result(1, "c1", "done"), lines: nil, state: &state)
        #expect(block?.text.contains("# gpt-5 · ") == true)
    }

    @Test func `a tool's late result stands below the name of the model that follows`() {
        let events = [
            Samples.call(1, "c1", "Bash", summary: nil, input: nil), Samples.user(2, "meanwhile"),
            Samples.result(3, "c1", "done"), Samples.assistant(4, "So it is.", model: "claude-opus-4-5"),
        ]
        let text = Samples.render(events, MarkdownRenderer(options: Samples.everything))
        let headings = text.split(separator: "\n").filter { $0.hasPrefix("# ") }.map { $0.split(separator: " ")[1] }
        #expect(headings == ["claude-opus-4.5", "User", "claude-opus-4.5"])
        let unknown = Samples.render(Array(events[2...]), MarkdownRenderer(options: Samples.everything))
        #expect(unknown.components(of: "# ") == 1)
    }

    @Test func `who speaks after another recording wrote into the file is headed anew`() throws {
        let renderer = MarkdownRenderer(options: Samples.everything)
        var state = RenderState()
        _ = renderer.render(Samples.call(1, "c1", "Bash", summary: nil, input: nil), lines: nil, state: &state)
        for mark in ["interrupted\n", "interrupted\ninterrupted\n"] {
            var interrupted = try #require(RenderState(mark + state.text))
            let block = renderer.render(Samples.result(2, "c1", "done"), lines: nil, state: &interrupted)
            #expect(block?.text.contains("# claude-opus-4.5 · ") == true)
            #expect(block?.text.contains("Result: Bash") == true)
            #expect(interrupted.text == "1\nassistant claude-opus-4-5")
        }
    }

    @Test func `the speaker is remembered over a restart`() throws {
        let renderer = MarkdownRenderer()
        var state = RenderState()
        _ = renderer.render(Samples.assistant(1, "a"), lines: nil, state: &state)
        var restored = try #require(RenderState(state.text))
        let block = renderer.render(Samples.assistant(2, "b"), lines: nil, state: &restored)
        #expect(block?.text == "<!-- k:0000000000000002 -->\nb\n")
    }

    @Test func `nothing a model or a call is named can break the stored form`() throws {
        for name in ["x\ny", "a\tb", "1\nuser", "", "é\u{2028}"] {
            var state = RenderState()
            let renderer = MarkdownRenderer(options: Samples.everything)
            _ = renderer.render(Samples.assistant(1, "a", model: name), lines: nil, state: &state)
            _ = renderer.render(Samples.call(2, name, name, summary: name, input: nil), lines: nil, state: &state)
            #expect(RenderState(state.text) == state, "\(name.debugDescription)")
        }
    }
}
