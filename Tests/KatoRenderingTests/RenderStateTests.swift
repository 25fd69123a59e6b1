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
