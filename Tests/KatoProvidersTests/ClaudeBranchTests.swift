import KatoModel
import KatoProviders
import Testing

@Suite struct ClaudeBranchTests {
    /// Prompts as (parent, text), decoded in order; which of them say that the user went back.
    private static func rewinds(_ prompts: [(parent: String?, text: String)]) -> [String] {
        var memory = DecoderMemory()
        return prompts.enumerated().compactMap { index, prompt in
            let parent = prompt.parent.map { "\"\($0)\"" } ?? "null"
            let line =
                #"{"type":"user","uuid":"u\#(index)","parentUuid":\#(parent),"message":{"content":"\#(prompt.text)"}}"#
            let record = Array(line.utf8).withUnsafeBytes { ClaudeProvider().decode($0, memory: &memory) }
            return record.drafts.contains { $0.content == .info(name: "rewound", text: nil) } ? prompt.text : nil
        }
    }

    @Test func `a prompt where another one hangs is a new branch`() {
        #expect(Self.rewinds([(nil, "a"), ("x1", "b"), ("x2", "c")]).isEmpty)
        #expect(Self.rewinds([(nil, "a"), ("x1", "b"), ("x2", "c"), ("x1", "b again")]) == ["b again"])
        #expect(Self.rewinds([(nil, "a"), ("x1", "b"), (nil, "anew")]) == ["anew"])
    }

    @Test func `what was abandoned is no place to go back to`() {
        #expect(
            Self.rewinds([(nil, "a"), ("x1", "b"), ("x2", "c"), ("x1", "d"), ("x2", "e"), ("x1", "f")]) == ["d", "f"])
    }

    @Test func `what is remembered are the last places in order`() {
        var memory = DecoderMemory()
        func prompt(_ parent: String) {
            let line = #"{"type":"user","uuid":"u","parentUuid":"\#(parent)","message":{"content":"go"}}"#
            _ = Array(line.utf8).withUnsafeBytes { ClaudeProvider().decode($0, memory: &memory) }
        }
        for number in 0..<70 { prompt("5f3c2a1e-0000-4000-8000-\(100_000_000_000 + number)") }
        #expect(memory["prompts"] == (6..<70).map { "\(100_000_000_000 + $0)" }.joined(separator: " "))
        prompt("5f3c2a1e-0000-4000-8000-100000000007")
        #expect(memory["prompts"] == "100000000006 100000000007")
        prompt("a b c d")
        prompt("naïve-naïve-naïve")
        #expect(memory["prompts"] == "100000000006 100000000007 a_b_c_d -naïve-naïve")
    }

    @Test func `tool results, injected text and sub-agents are no prompts`() {
        var memory = DecoderMemory()
        let lines = [
            #"{"type":"user","uuid":"1","parentUuid":"p","message":{"content":"go"}}"#,
            #"{"type":"user","uuid":"2","parentUuid":"p","message":{"content":[{"type":"tool_result","tool_use_id":"t","content":"x"}]}}"#,
            #"{"type":"user","uuid":"3","parentUuid":"p","isMeta":true,"message":{"content":"caveat"}}"#,
            #"{"type":"user","uuid":"4","parentUuid":"p","isSidechain":true,"message":{"content":"task"}}"#,
        ]
        for line in lines {
            let record = Array(line.utf8).withUnsafeBytes { ClaudeProvider().decode($0, memory: &memory) }
            #expect(!record.drafts.contains { $0.kind == .providerInfo })
        }
    }

    @Test func `a long conversation keeps the memory small`() {
        var memory = DecoderMemory()
        for number in 0..<1000 {
            let line =
                #"{"type":"user","uuid":"\#(number)","parentUuid":"5f3c2a1e-0000-4000-8000-\#(100_000_000_000 + number)","message":{"content":"go"}}"#
            _ = Array(line.utf8).withUnsafeBytes { ClaudeProvider().decode($0, memory: &memory) }
        }
        #expect(memory.text.utf8.count < 1000)
    }
}
