import KatoModel
import KatoProviders
import Testing

@Suite struct ClaudeFixtureTests {
    @Test func `every fixture has its expectation`() {
        #expect(Self.expected.map(\.fixture).sorted() == ClaudeLines.fixtures.sorted())
    }

    @Test(arguments: expected)
    func `every line of a conversation gives the expected drafts`(fixture: String, drafts: [String]) throws {
        #expect(try ClaudeLines.decode(fixture: fixture).flatMap(\.drafts).map(ClaudeLines.brief) == drafts)
    }

    @Test func `a conversation tells its facts line by line`() throws {
        var facts = SessionFacts()
        for record in try ClaudeLines.decode(fixture: "2.1.330.jsonl") { facts.merge(record.facts ?? SessionFacts()) }
        #expect(facts.customTitle == "Oak bridge")
        #expect(facts.agentTitle == "Building a bridge")
        #expect(facts.firstMessageTitle == "PLAIN build the bridge, please")
        #expect(facts.workingDirectory == "/home/ada/bridge")
        #expect(facts.gitBranch == "main")
        #expect(facts.models == ["claude-opus-5-5"])
        #expect(facts.agentVersion == "2.1.330")
    }

    @Test func `records know their conversation and their sub-agent`() throws {
        let main = try ClaudeLines.decode(fixture: "2.1.330.jsonl")
        #expect(main.allSatisfy { $0.sessionID == "c0ffee00-1234-4abc-8def-0123456789ab" || $0.nativeID == nil })
        #expect(main.allSatisfy { $0.agentID == nil })
        let child = try ClaudeLines.decode(fixture: "2.1.330-subagent.jsonl")
        #expect(child.allSatisfy { $0.agentID == "a75afb3618c4dc987" && $0.sessionID == main.first?.sessionID })
        let inline = try ClaudeLines.decode(fixture: "1.0-inline-subagent.jsonl")
        #expect(inline.filter { $0.agentID == "sidechain" }.count == 4)
        let identities = (main + child).compactMap(\.nativeID)
        #expect(identities.count > 20)
    }

    static let expected: [(fixture: String, drafts: [String])] = [
        ("1.0-inline-subagent.jsonl", release10),
        ("2.0-questions.jsonl", release20),
        ("2.1.17-torn.jsonl", torn),
        ("2.1.330.jsonl", release21),
        ("2.1.330-subagent.jsonl", subAgent),
    ]

    private static let release10 = [
        "info summary: Forecast cache: expiry fixed",
        "system.message: Caveat: The messages below were generate",
        "user.command: /model sonnet",
        "info local-command-output: Set model to Sonnet 4",
        "user.message!: ::record notes/weather.md\nWhy does the f",
        "assistant.message: I look at the cache first.",
        "call Task: Find the cache",
        "user.message: Find where forecasts are cached.",
        "call Grep: cache\\.get",
        "result: src/forecast.ts:41: const hit = cache.ge",
        "assistant.message: It is in src/forecast.ts, line 41.",
        "result: It is in src/forecast.ts, line 41.",
        "assistant.message: The key has no day in it. I add one.",
        "user.command: # cache keys carry the day",
    ]

    private static let release20 = [
        "raw side-record:file-history-snapshot",
        "system.message: <ide_opened_file>The user opened the fil",
        "user.message!: who owns the docs folder? see the pictur",
        "raw side-record:progress",
        "assistant.thinking: The owners file says it.",
        "assistant.message: I read the file.",
        "call Read: /home/ada/letters/owners.toml",
        "result:      1→docs = \"ada\"      2→src = \"bob\"\n\n",
        "call AskUserQuestion: -",
        "question: Who should own `docs`? [\"Ada\", \"Bob\"]",
        "question: Which folders come along? [\"img\", \"css\"]",
        "result: User has answered your questions: \"Who s",
        "answer: Owner/Who should own `docs`? Bob",
        "answer: Folders/Which folders come along? img, css",
        "info queued: and the tests?",
        "call Bash: git mv docs/owners.toml .github/CODEOWNERS && git status --short && git diff --s…",
        "failed: The user doesn't want to proceed with th",
        "info interrupted: [Request interrupted by user for tool us",
        "info queue-dequeue: -",
        "user.message!: and the tests?",
        "system.message: No response requested.",
        "info stop_hook_summary: -",
        "info compact_boundary: Conversation compacted",
        "system.message: This session is being continued from a p",
    ]

    private static let torn = [
        "raw side-record:progress",
        "info summary: Glued",
        "raw invalid-json:truncated@312",
        "raw blank",
        "user.message!: kept after the crash",
    ]

    private static let release21 = [
        "raw side-record:mode",
        "raw side-record:permission-mode",
        "raw side-record:atis-latch",
        "user.message!: PLAIN build the bridge, please\n::capture",
        "raw attachment:environment",
        "raw attachment:prompt_snapshot",
        "raw side-record:api-request-shape",
        "raw side-record:api-request-blob",
        "raw side-record:api-request",
        "info thinking-omitted: -",
        "info thinking-omitted: -",
        "assistant.message: Two things at once.",
        "call Bash: Cut planks",
        "call Agent: count nails",
        "result: 12 planks",
        "info queued: use oak\n::stop",
        "info queue-remove: -",
        "user.message!: use oak\n::stop",
        "result: 40 nails\n[image: image/jpeg, 3 KB]\n[tool",
        "raw unknown-block:server_tool_use",
        "assistant.message: The bridge stands.",
        "info turn_duration: -",
        "system.message: <task-notification>\n<task-id>a75afb3618c",
        "system.message: <local-command-caveat>The command below ",
        "user.command: ! ls planks",
        "info local-command-output: oak\npine\none splinter",
        "user.command: /rename Oak bridge",
        "info local-command-output: Session renamed to: Oak bridge",
        "info custom-title: Oak bridge",
        "info agent-name: Oak bridge",
        "info ai-title: Building a bridge",
        "info tag: wood",
        "info pr-link: https://example.invalid/ada/bridge/pull/",
        "info api_error: 429 Please try again later.",
        "info api-error: API Error: Request rejected (429) · Plea",
        "raw side-record:file-history-delta",
        "raw side-record:cost-state",
        "raw side-record:tools-used",
        "raw side-record:last-prompt",
        "raw unknown-type:weather-report",
    ]

    private static let subAgent = [
        "user.message: Count the nails.",
        "call Glob: **/*.nail",
        "result: No files found",
        "assistant.message: 40 nails",
    ]
}
