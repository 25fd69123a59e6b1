import KatoModel
import KatoProviders
import Testing

@Suite struct ClaudeAssistantRecordTests {
    @Test func `blocks come in the order of the record and not by their type`() {
        let record = ClaudeLines.assistant(
            #"{"type":"tool_use","id":"t","name":"Read","input":{"file_path":"/a"}},"#
                + #"{"type":"text","text":"\n\nsaid"},{"type":"thinking","thinking":"thought"}"#
        )
        #expect(
            record.drafts.map(ClaudeLines.brief) == [
                "call Read: /a", "assistant.message: said", "assistant.thinking: thought",
            ]
        )
        #expect(record.drafts.allSatisfy { $0.model == "claude-sonnet-4" && !$0.startsTurn })
        #expect(record.facts?.models == ["claude-sonnet-4"])
    }

    @Test(arguments: [
        (#"{"type":"thinking","thinking":"","signature":"Eq8C"}"#, "info thinking-omitted: -"),
        (#"{"type":"redacted_thinking","data":"Em"}"#, "info thinking-omitted: -"),
        (#"{"type":"fallback","from":{"model":"a"}}"#, "raw unknown-block:fallback"),
        (#"{"type":"text","text":7}"#, "raw unexpected-shape:text"),
        (#"{"type":"tool_use","id":"t","input":{}}"#, "raw unexpected-shape:name"),
        (#"{"text":"typeless"}"#, "raw unexpected-shape:block.type"),
        ("7", "raw unexpected-shape:block"),
        (#"{"type":"text","text":""}"#, "raw no-content"),
        ("", "raw no-content"),
    ])
    func `a block without words gives a draft that says so`(block: String, draft: String) {
        #expect(ClaudeLines.assistant(block).drafts.map(ClaudeLines.brief) == [draft])
    }

    @Test func `an unknown block does not hide the others`() {
        let record = ClaudeLines.assistant(#"{"type":"hologram","x":{}},{"type":"text","text":"said"}"#)
        #expect(record.drafts.map(ClaudeLines.brief) == ["raw unknown-block:hologram", "assistant.message: said"])
    }

    @Test func `what Claude Code writes in the model's place has no model`() {
        let text = #"{"type":"text","text":"No response requested."}"#
        let record = ClaudeLines.assistant(text, model: "<synthetic>")
        #expect(record.drafts.map(ClaudeLines.brief) == ["system.message: No response requested."])
        #expect(record.drafts.first?.model == nil)
        #expect(record.facts?.models == [])
    }

    @Test func `an API error is a fact and not the assistant's words`() {
        let record = ClaudeLines.assistant(
            #"{"type":"text","text":"API Error: 500"}"#,
            model: "<synthetic>",
            #""isApiErrorMessage":true,"error":"unknown""#
        )
        #expect(record.drafts.map(ClaudeLines.brief) == ["info api-error: API Error: 500"])
    }

    @Test func `content may be a string`() {
        let record = ClaudeLines.decode(
            #"{"type":"assistant","sessionId":"s","message":{"role":"assistant","content":"hi"},"uuid":"a1"}"#
        )
        #expect(record.drafts.map(ClaudeLines.brief) == ["assistant.message: hi"])
        #expect(record.facts == nil)
    }

    @Test func `a sub-agent tells its models but not where the conversation is`() {
        let record = ClaudeLines.assistant(#"{"type":"text","text":"x"}"#, model: "small", #""agentId":"a7""#)
        var facts = SessionFacts()
        facts.models = ["small"]
        #expect(record.facts == facts)
    }
}
