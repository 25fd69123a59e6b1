import KatoModel
import KatoProviders
import Testing

@Suite struct ClaudeMalformedRecordTests {
    @Test(arguments: [
        ("", "blank"), ("  \t\r", "blank"),
        ("7", "not-an-object"), ("[1]", "not-an-object"), ("null", "not-an-object"), (#""text""#, "not-an-object"),
        ("{", "invalid-json:truncated@1"),
        (#"{"type":"user","message":{"content":"cut"#, "invalid-json:truncated@40"),
        (#"{"type":user}"#, "invalid-json:syntax@8"),
        (#"{"a":01}"#, "invalid-json:number@6"),
        (#"{"a":"\q"}"#, "invalid-json:escape@6"),
        (#"{} x"#, "invalid-json:trailing@3"),
        ("7 8", "invalid-json:trailing@2"),
        (#"{"type":"user","message":{"content":"\ud800"}}"#, "lone-surrogate"),
        ("{\"a\":\"\u{0}\"}", "control-character"),
        (#"{}"#, "unexpected-shape:type"), (#"{"type":5}"#, "unexpected-shape:type"),
        (#"{"type":"user"}"#, "unexpected-shape:message"),
        (#"{"type":"user","message":null}"#, "unexpected-shape:message"),
        (#"{"type":"user","message":7}"#, "unexpected-shape:message"),
        (#"{"type":"assistant","message":"hi"}"#, "unexpected-shape:message"),
        (#"{"type":"attachment"}"#, "unexpected-shape:attachment"),
        (#"{"type":"user","message":{"content":7}}"#, "unexpected-shape:content"),
        (#"{"type":"user","message":{}}"#, "no-content"),
        (#"{"type":"user","message":{"content":[]}}"#, "no-content"),
        (#"{"type":"user","message":{"content":[null]}}"#, "unexpected-shape:block"),
        (
            #"{"type":"user","message":{"content":[{"type":"tool_result","content":7}]}}"#,
            "unexpected-shape:tool_result.content"
        ),
    ])
    func `what cannot be read is kept under the reason`(line: String, reason: String) {
        #expect(ClaudeLines.decode(line).drafts.map(\.content) == [.raw(reason: reason)])
    }

    @Test func `bytes that are not UTF-8 are kept under the reason`() {
        let line = Array(#"{"type":"user","message":{"content":""#.utf8) + [0xC3, 0x28] + Array(#""}}"#.utf8)
        #expect(ClaudeLines.decode(line).drafts.map(\.content) == [.raw(reason: "invalid-utf8")])
    }

    @Test func `nesting beyond the limit is refused and a deep block inside it is read`() {
        func line(_ depth: Int) -> String {
            let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            return #"{"type":"mode","deep":\#(nested)}"#
        }
        #expect(ClaudeLines.decode(line(100)).drafts.map(ClaudeLines.brief) == ["raw side-record:mode"])
        let refused = ClaudeLines.decode(line(20_000)).drafts.map(ClaudeLines.brief)
        #expect(refused.first?.hasPrefix("raw invalid-json:depth@") == true)
    }

    @Test func `two records on one line are both read`() {
        let first = ClaudeLines.record("user", #""message":{"content":"one"}"#)
        let record = ClaudeLines.decode(first + #" {"type":"ai-title","aiTitle":"T"}{"type":"mode"#)
        #expect(
            record.drafts.map(ClaudeLines.brief) == [
                "user.message!: one", "info ai-title: T", "raw invalid-json:truncated@13",
            ]
        )
        #expect(record.nativeID == "u1")
        #expect(record.facts?.agentTitle == "T" && record.facts?.firstMessageTitle == "one")
    }

    @Test func `a line of very many records is read in part and says so`() {
        let record = ClaudeLines.decode(String(repeating: #"{"type":"mode"}"#, count: 1000))
        #expect(record.drafts.count == 9)
        #expect(record.drafts.last?.content == .raw(reason: "too-many-records"))
    }
}
