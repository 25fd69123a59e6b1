import KatoModel
import KatoProviders
import Testing

@Suite struct ClaudeProviderTests {
    @Test func `the registry knows Claude and no stranger`() {
        #expect(ProviderRegistry.all.contains { $0.id.rawValue == "claude" })
        #expect(ProviderRegistry.provider(ClaudeProvider().id) != nil)
        #expect(ProviderRegistry.provider(ProviderID("nobody")) == nil)
        #expect(Set(ProviderRegistry.all.map(\.id)).count == ProviderRegistry.all.count)
    }

    @Test(arguments: [
        ([:], ["/home/ada/.claude/projects", "/home/ada/.config/claude/projects"]),
        (["XDG_CONFIG_HOME": "/cfg/"], ["/home/ada/.claude/projects", "/cfg/claude/projects"]),
        (["XDG_CONFIG_HOME": "relative"], ["/home/ada/.claude/projects", "/home/ada/.config/claude/projects"]),
        (["CLAUDE_CONFIG_DIR": "/a"], ["/a/projects"]),
        (["CLAUDE_CONFIG_DIR": "/a/, /b c ,,/a"], ["/a/projects", "/b c/projects"]),
        (["CLAUDE_CONFIG_DIR": " , "], ["/home/ada/.claude/projects", "/home/ada/.config/claude/projects"]),
        (["CLAUDE_CONFIG_DIR": "/"], ["/projects"]),
    ])
    func `the environment says where conversations are`(environment: [String: String], roots: [String]) {
        #expect(ClaudeProvider().defaultRoots(environment: environment, home: "/home/ada") == roots)
    }

    @Test(arguments: [
        ("-p/0a1b.jsonl", SourceClaim(nativeID: "0a1b", agentID: nil, companions: ["-p/0a1b/custom-title.json"])),
        (
            "-p/any name.jsonl",
            SourceClaim(nativeID: "any name", agentID: nil, companions: ["-p/any name/custom-title.json"])
        ),
        ("-p/agent-9f.jsonl", SourceClaim(nativeID: nil, agentID: "9f")),
        ("-p/s1/subagents/agent-9f.jsonl", SourceClaim(nativeID: "s1", agentID: "9f")),
        ("-p/s1/subagents/workflows/wf_1/agent-9f.jsonl", SourceClaim(nativeID: "s1", agentID: "9f")),
        ("-p/s1/subagents/agent-acompact-1.jsonl", SourceClaim(nativeID: "s1", agentID: "acompact-1")),
    ])
    func `a name says what a file is`(path: String, claim: SourceClaim) {
        let found = ClaudeProvider().claim(path.split(separator: "/").map(String.init))
        #expect(found?.nativeID == claim.nativeID && found?.agentID == claim.agentID && found?.shape == claim.shape)
    }

    @Test(arguments: [
        "0a1b.jsonl", "-p/0a1b.json", "-p/notes.txt", "-p/.jsonl", "-p/.0a1b.jsonl", "-p/agent-.jsonl",
        "-p/history.jsonl", "history.jsonl", "-p/s1/0a1b.jsonl", "-p/s1/subagents/journal.jsonl",
        "-p/s1/subagents/workflows/wf_1/journal.jsonl", "-p/s1/subagents/agent-9f.meta.json",
        "-p/s1/subagents/other.jsonl", "-p/s1/tool-results/b1.txt", "-p/s1/tool-results/agent-9f.jsonl",
        "-p/s1/custom-title.json", "-p/s1/agent-9f.jsonl",
    ])
    func `a file without a conversation is not claimed`(path: String) {
        #expect(ClaudeProvider().claim(path.split(separator: "/").map(String.init)) == nil)
    }

    @Test func `no path is no file`() {
        #expect(ClaudeProvider().claim([]) == nil)
    }
}
