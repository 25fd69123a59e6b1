import KatoModel
import KatoProviders
import Testing

@Suite struct ClaudeUsageTests {
    private static func usage(_ record: DecodedRecord) -> TokenUsage? { record.usage }

    private static func assistant(_ usage: String, model: String = "claude-opus-5", request: String = "req_1")
        -> DecodedRecord
    {
        ClaudeLines.decode(
            ClaudeLines.record(
                "assistant", #""requestId":"\#(request)""#,
                #""message":{"id":"msg_1","model":"\#(model)","content":[{"type":"text","text":"x"}],"usage":\#(usage)}"#
            ))
    }

    @Test func `an answer names its request and its four numbers`() {
        let record = Self.assistant(
            #"""
            {"input_tokens":4,"cache_creation_input_tokens":30,"cache_read_input_tokens":200,"output_tokens":7,
            "cache_creation":{"ephemeral_5m_input_tokens":30},"iterations":[{"input_tokens":4,"output_tokens":7}]}
            """#.replacing("\n", with: ""))
        #expect(
            record.usage
                == TokenUsage(request: "msg_1:req_1", input: 4, output: 7, cacheRead: 200, cacheWrite: 30))
    }

    @Test(arguments: ["null", "5", "[]", #""x""#])
    func `a usage of another shape is none`(usage: String) {
        #expect(Self.assistant(usage).usage == nil)
        #expect(Self.assistant(usage).drafts.count == 1)
    }

    @Test func `what Claude Code wrote itself cost nothing, and no number is below zero`() {
        #expect(Self.assistant(#"{"input_tokens":4,"output_tokens":7}"#, model: "<synthetic>").usage == nil)
        #expect(Self.assistant(#"{"input_tokens":-4,"output_tokens":1e3}"#).usage?.input == 0)
    }

    static let settings: [(String?, Int?)] = [
        (#"{"cleanupPeriodDays":7}"#, 7), (#"{"cleanupPeriodDays":"7"}"#, 30), ("{}", 30), ("no json", 30), (nil, 30),
        (#"{"cleanupPeriodDays":0}"#, nil), (#"{"cleanupPeriodDays":-1}"#, nil),
    ]

    @Test(arguments: settings)
    func `how long a conversation is kept is the user's setting, or thirty days`(settings: String?, days: Int?) {
        #expect(ClaudeProvider().retentionDays(settings: settings.map { Array($0.utf8) }) == days)
    }

    @Test func `the title beside a conversation is the user's`() {
        let provider = ClaudeProvider()
        let claim = provider.claim(["-home-ada", "c1.jsonl"])
        #expect(claim?.companions == ["-home-ada/c1/custom-title.json"])
        func title(_ text: String) -> String? {
            provider.facts(["-home-ada", "c1.jsonl"], companions: ["-home-ada/c1/custom-title.json": Array(text.utf8)])
                .customTitle
        }
        #expect(title(#"{"customTitle":"Oak bridge"}"#) == "Oak bridge")
        #expect(title(#"{"customTitle":""}"#) == nil)
        #expect(title("no json") == nil)
        #expect(provider.facts(["-home-ada", "c1.jsonl"], companions: [:]) == SessionFacts())
    }

    @Test func `a thread's last name in the index is its title`() {
        let index = """
            {"id":"a-b","thread_name":"first","updated_at":"x"}
            {"id":"other","thread_name":"not this","updated_at":"x"}
            torn {
            {"id":"a-b","thread_name":"last","updated_at":"x"}
            """
        func title(_ file: String) -> String? {
            CodexProvider().facts([file], companions: ["../session_index.jsonl": Array(index.utf8)]).customTitle
        }
        #expect(title("rollout-2026-03-14T08-00-00-a-b.jsonl") == "last")
        #expect(title("rollout-2026-03-14T08-00-00-a-b_seg.jsonl.zst") == "last")
        #expect(title("rollout-2026-03-14T08-00-00-c.jsonl") == nil)
    }
}
