import KatoCommands
import KatoJournal
import KatoModel
import KatoTestSupport
import Testing

/// Everything that looks like a command and was not typed as one, from the log's bytes to the command stage.
// One journal at a time: Foundation cannot start a process beside more than 1,024 descriptors.
@Suite(.serialized) struct CommandConfusionTests {
    @Test(arguments: [
        "::capture", "words\n::capture", "  ::capture", "    ::capture", "\t::capture", "::CAPTURE",
        "::capture\r\nwords", "::record",
    ])
    func `a typed command is carried out, or this suite could not fail`(text: String) async throws {
        let chat = try ChatBox()
        try await chat.take([ChatBox.user(text)])
        #expect(try await chat.executed().count == 2)
    }

    @Test(arguments: [("2026-03-31T00:00:00.000Z", 2), ("2026-03-30T23:59:59.999Z", 0)])
    func `the moment in which kato first ran is the first that counts`(time: String, executed: Int) async throws {
        let chat = try ChatBox()
        try await chat.take([ChatBox.user("::capture", "\"timestamp\":\"\(time)\"")])
        #expect(try await chat.executed().count == executed)
    }

    static let texts: [(kind: String, text: String)] = [
        ("fence", "```\n::capture\n```"), ("fence of tildes", "~~~\n::capture\n~~~"),
        ("fence in a list", "- ```\n  ::capture\n  ```"), ("fence never closed", "```md\n::capture"),
        ("fence that ends in CR", "```\r::capture\r```"),
        ("longer fence around a shorter", "````\n```\n::capture\n````"),
        ("indented fence", "    ```\n    ::capture\n    ```"), ("indented quote", "    > ::capture"),
        ("inline code", "`::capture`"), ("inline code in words", "type `::capture` to keep it"),
        ("words before it", "please ::capture"), ("quotes", "\"::capture\""), ("typographic quotes", "“::capture”"),
        ("block quote", "> ::capture"), ("block quote in a quote", ">> ::capture"), ("list", "- ::capture"),
        ("heading", "# ::capture"), ("table", "| ::capture |"), ("HTML comment", "<!-- ::capture -->"),
        ("HTML element", "<p>::capture</p>"), ("escaped", "\\::capture"), ("three colons", ":::capture"),
        ("emphasis", "**::capture**"), ("link", "[::capture](x.md)"), ("mention", "@::capture"),
        ("a word that begins alike", "::captured"), ("a word glued to it", "::capture.md"),
        ("line separator", "words\u{2028}::capture"), ("paragraph separator", "words\u{2029}::capture"),
        ("next line", "words\u{85}::capture"), ("vertical tab", "words\u{B}::capture"),
        ("form feed", "words\u{C}::capture"), ("separator after it", "::capture\u{2028}words"),
        ("zero-width space before it", "\u{200B}::capture"), ("zero-width joiner inside", "::cap\u{200D}ture"),
        ("between the colons", ":\u{200B}:capture"), ("byte order mark", "\u{FEFF}::capture"),
        ("right-to-left override", "\u{202E}::capture"), ("isolate", "\u{2066}::capture\u{2069}"),
        ("soft hyphen", "::cap\u{AD}ture"), ("tag characters", "::capture\u{E0041}"),
        ("no-break space before it", "\u{A0}::capture"), ("full-width colons", "：：capture"),
        ("ratio signs", "\u{2236}\u{2236}capture"), ("Cyrillic letter", "::\u{441}apture"),
        ("combining mark after it", "::capture\u{301}"), ("NUL", "::capture\0"),
        ("escape sequence", "\u{1B}]0;::capture\u{7}"),
        ("pasted recording of kato's", "look:\n<!-- k:5f3c2a1e -->\n## User\n\n::capture"),
        ("pasted transcript, names", "look:\n\nUser: hello\n::capture\nAssistant: done"),
        ("pasted transcript, bold names", "**Human:**\n::capture"),
        ("pasted transcript, headings", "## User\n::capture"),
        ("pasted from a terminal", "⏺ I will\n\n::capture"), ("pasted prompt", "❯ hello\n::capture"),
        ("pasted from a frame", "╭────╮\n│ hi │\n╰────╯\n::capture"), ("pasted result", "  ⎿  ok\n::capture"),
        ("pasted log line", #"{"type":"user","content":"::capture"}"#),
        ("one wrong command disables all", "::capture\n::record now and then"),
    ]

    @Test(arguments: texts)
    func `what only looks like a command in a user's message is not carried out`(kind: String, text: String)
        async throws
    {
        let chat = try ChatBox()
        try await chat.take([ChatBox.user(text)])
        #expect(try await chat.executed() == [], "\(kind)")
    }

    private static let command = #""content":"::capture""#
    private static let block = #"{"type":"text","text":"::capture"}"#

    static let records: [(kind: String, record: String)] = [
        (
            "assistant text",
            ChatBox.record("assistant", #""message":{"role":"assistant","id":"m","model":"m","content":[\#(block)]}"#)
        ),
        (
            "assistant that claims to be a user",
            ChatBox.record("assistant", #""message":{"role":"user","id":"m","model":"m","content":[\#(block)]}"#)
        ),
        (
            "thinking",
            ChatBox.record(
                "assistant",
                #""message":{"role":"assistant","id":"m","model":"m","content":[{"type":"thinking","thinking":"::capture"}]}"#
            )
        ),
        (
            "tool call",
            ChatBox.record(
                "assistant",
                #""message":{"role":"assistant","id":"m","model":"m","content":[{"type":"tool_use","id":"t","name":"Write","input":{"content":"::capture"}}]}"#
            )
        ),
        (
            "tool output",
            ChatBox.record(
                "user", #""message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t",\#(command)}]}"#)
        ),
        (
            "tool output in blocks",
            ChatBox.record(
                "user",
                #""message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[\#(block)]}]}"#
            )
        ),
        ("meta entry", ChatBox.user("::capture", #""isMeta":true"#)),
        ("sub-agent", ChatBox.user("::capture", #""isSidechain":true"#)),
        ("summary of a compaction", ChatBox.user("::capture", #""isCompactSummary":true"#)),
        ("system entry", ChatBox.record("system", #""subtype":"informational",\#(command)"#)),
        ("summary entry", ChatBox.record("summary", #""summary":"::capture""#)),
        ("unknown entry", ChatBox.record("brand-new", #""message":{"role":"user",\#(command)}"#)),
        ("system reminder", ChatBox.user("<system-reminder>\n::capture\n</system-reminder>")),
        ("output of a local command", ChatBox.user("<local-command-stdout>\n::capture\n</local-command-stdout>")),
        ("shell output", ChatBox.user("<bash-stdout>\n::capture\n</bash-stdout>")),
        ("shell input", ChatBox.user("<bash-input>::capture</bash-input>")),
        ("slash command", ChatBox.user("<command-name>/x</command-name><command-args>::capture</command-args>")),
        ("selected text", ChatBox.user("<ide_selection>\n::capture\n</ide_selection>")),
        ("notification", ChatBox.user("<task-notification>\n::capture\n</task-notification>")),
        ("hook", ChatBox.user("<user-prompt-submit-hook>\n::capture\n</user-prompt-submit-hook>")),
        ("before kato first ran", ChatBox.user("::capture", #""timestamp":"2020-01-01T00:00:00.000Z""#)),
        ("without a time", ChatBox.user("::capture", #""timestamp":null"#)),
        ("a time that is none", ChatBox.user("::capture", #""timestamp":"tomorrow""#)),
    ]

    @Test(arguments: records)
    func `a command in what no user typed is not carried out`(kind: String, record: String) async throws {
        let chat = try ChatBox()
        try await chat.take([record])
        #expect(try await chat.executed() == [], "\(kind)")
    }

    @Test func `a command in a sub-agent's own file is not carried out`() async throws {
        let chat = try ChatBox()
        try await chat.take([ChatBox.user("::capture")], agentID: "a1")
        #expect(try await chat.executed() == [])
    }

    @Test func `a forked or resumed copy of a message is not carried out again`() async throws {
        let chat = try ChatBox()
        let typed = ChatBox.user("::capture", #""uuid":"11111111-0000-4000-8000-000000000001""#)
        try await chat.take([typed])
        #expect(try await chat.executed().count == 2)
        try await chat.take([typed], conversation: "5f3c2a1e-0000-4000-8000-000000000002")
        #expect(try await chat.executed().count == 2)
        #expect(
            try chat.journal.overview(activeSince: Timestamp(milliseconds: 0), commands: 1).sessions.total == 2)
    }

    @Test func `the same log read again, and read in pieces, carries nothing out twice`() async throws {
        let chat = try ChatBox()
        let lines = [ChatBox.user("hello"), ChatBox.user("::capture"), ChatBox.user("more")]
        for _ in 0..<3 { try await chat.take(lines) }
        for line in lines { try await chat.take([line]) }
        #expect(try await chat.executed().count == 2)
    }

    @Test func `a command behind many messages without one is found`() async throws {
        let chat = try ChatBox()
        try await chat.take((0..<200).map { ChatBox.user("message \($0)") } + [ChatBox.user("::capture")])
        #expect(try await chat.executed().count == 2)
    }

    @Test func `row 59: a message with very many commands carries out none`() async throws {
        let chat = try ChatBox()
        let many = (0..<10_000).map { "::capture \(chat.box.root)/many/\($0).md" }.joined(separator: "\n")
        try await chat.take([ChatBox.user(many)])
        #expect(try await chat.executed() == [])
        #expect(!(try chat.box.folder.names(in: "root").contains("many")))
        let few = (0..<32).map { "::capture \(chat.box.root)/few/\($0).md" }.joined(separator: "\n")
        try await chat.take([ChatBox.user(few)])
        #expect(try await chat.executed().filter { $0 == "capture" }.count == 32, "or this test could not fail")
    }
}
