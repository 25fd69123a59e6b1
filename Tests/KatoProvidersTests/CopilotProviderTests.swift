import KatoModel
import KatoProviders
import Testing

@Suite struct CopilotProviderTests {
    private let provider = CopilotProvider()

    private func decode(_ text: String) -> DecodedRecord {
        var memory = DecoderMemory()
        return Array(text.utf8).withUnsafeBytes { provider.decode($0, memory: &memory) }
    }

    private func brief(_ type: String, _ data: String) -> [String] {
        decode(#"{"type":"\#(type)","id":"e1","timestamp":"2026-07-04T09:00:00.000Z","data":{\#(data)}}"#)
            .drafts.map(DraftText.brief)
    }

    @Test func `its folder can be moved`() {
        #expect(provider.defaultRoots(environment: [:], home: "/h") == ["/h/.copilot/session-state"])
        #expect(provider.defaultRoots(environment: ["COPILOT_HOME": "/x/"], home: "/h") == ["/x/session-state"])
    }

    @Test(arguments: [
        ("a1/events.jsonl", "a1"), ("a1.jsonl", "a1"), ("a1/other.jsonl", nil), ("a1/files/events.jsonl", nil),
        (".jsonl", nil), ("a1/workspace.yaml", nil),
    ])
    func `a file is claimed by its place and name`(path: String, nativeID: String?) {
        #expect(provider.claim(path.split(separator: "/").map(String.init))?.nativeID == nativeID)
    }

    @Test func `copies of the user's files are not looked at`() {
        #expect(provider.mayHoldSources(["a1"]))
        #expect(!provider.mayHoldSources(["a1", "files"]))
    }

    @Test(arguments: [
        ("name: Weigh it\ncwd: /w\nbranch: main\n", "Weigh it", "/w"),
        ("summary: 'It''s done'\ncwd: \"/w x\"\n", "It's done", "/w x"),
        ("name: null\nname2: x\ncwd: relative", nil, nil),
        ("name: |\n  block\ncwd: [/w]", nil, nil),
        ("", nil, nil),
    ])
    func `the file beside the events tells name and folder`(text: String, title: String?, directory: String?) {
        let facts = provider.facts(["a1", "events.jsonl"], companions: ["a1/workspace.yaml": Array(text.utf8)])
        #expect(facts.title == title)
        #expect(facts.workingDirectory == directory)
    }

    @Test(arguments: [
        ("user.message", #""content":"typed","transformedContent":"::stop""#, ["user.message!: typed"]),
        ("user.message", #""content":"steer","source":"immediate-prompt""#, ["user.message!: steer"]),
        ("user.message", #""content":"::record","source":"skill""#, ["system.message: ::record"]),
        ("user.message", #""content":"""#, ["raw no-content"]),
        ("assistant.message", #""content":"","toolRequests":[]"#, ["info assistant.message: -"]),
        ("assistant.message", #""content":7,"toolRequests":[{"toolCallId":"c"}]"#, ["call tool: -"]),
        ("assistant.reasoning", #""content":"hm""#, ["assistant.thinking: hm"]),
        ("tool.execution_start", #""toolName":"x""#, ["raw unexpected-shape:toolCallId"]),
        (
            "tool.execution_complete", #""toolCallId":"c","success":true,"result":{"detailedContent":"d"}"#,
            ["result: d"]
        ),
        ("tool.execution_complete", #""toolCallId":"c","success":false"#, ["failed: "]),
        ("session.info", #""message":"trusted""#, ["info session.info: trusted"]),
        ("hologram", "", ["info hologram: -"]),
        ("session.start", "", ["info session.start: -"]),
    ])
    func `an event gives drafts by its type`(type: String, data: String, drafts: [String]) {
        #expect(brief(type, data) == drafts)
    }

    @Test(arguments: [
        ("", "raw blank"), ("7", "raw not-an-object"), ("{}", "raw unexpected-shape:type"),
        (#"{"type":"#, "raw invalid-json:truncated@8"), ("{\"type\":\"a\"}x", "raw invalid-json:trailing@12"),
    ])
    func `what is not understood is kept raw`(record: String, draft: String) {
        #expect(decode(record).drafts.map(DraftText.brief) == [draft])
    }

    @Test func `a sub-agent's events name the call that started it`() {
        let record = decode(
            #"{"type":"assistant.message","id":"e","data":{"content":"x","model":"m","parentToolCallId":"c9"}}"#)
        #expect(record.agentID == "c9")
        #expect(record.facts == nil)
    }
}
