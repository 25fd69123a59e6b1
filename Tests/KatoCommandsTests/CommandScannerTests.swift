import KatoCommands
import Testing

@Suite struct CommandScannerTests {
    @Test func `a message holds so many commands, and with one more it holds none`() {
        let most = Array(repeating: "::stop", count: CommandScanner.maximumCommands)
        guard case .commands(let found, _) = CommandScanner.scan(most.joined(separator: "\n")) else {
            Issue.record("refused")
            return
        }
        #expect(found.count == most.count)
        guard case .rejected(let errors) = CommandScanner.scan((most + ["::stop"]).joined(separator: "\n")) else {
            Issue.record("accepted")
            return
        }
        #expect(errors.map(\.reason) == [.tooMany])
    }

    static func only(_ command: ControlCommand, line: Int = 0) -> MessageCommands {
        .commands([FoundCommand(command: command, line: line)], unknown: [])
    }

    static let accepted: [(text: String, command: ControlCommand)] = [
        ("::init", .initialize(path: nil)),
        ("::init /a.md", .initialize(path: "/a.md")),
        ("::record", .record),
        ("::capture", .capture(path: nil)),
        ("::capture notes/x.md", .capture(path: "notes/x.md")),
        ("::export ~/e.jsonl", .export(path: "~/e.jsonl")),
        ("::stop", .stop),
        ("::STOP", .stop),
        ("::Record", .record),
        (" ::stop", .stop),
        ("   ::stop", .stop),
        ("    ::stop", .stop),
        ("\t::stop", .stop),
        ("  \t ::record", .record),
        ("\t\t::export /e.md", .export(path: "/e.md")),
        ("::stop  \t ", .stop),
        ("::capture\t/a.md", .capture(path: "/a.md")),
        ("::capture    /a b/c d.md   ", .capture(path: "/a b/c d.md")),
        ("::capture \"/a b.md\"", .capture(path: "/a b.md")),
        ("::capture '/a b.md'", .capture(path: "/a b.md")),
        ("::capture `/a b.md`", .capture(path: "/a b.md")),
        ("::capture [notes](/n.md)", .capture(path: "/n.md")),
        ("::capture [@notes](/a (1).md)", .capture(path: "/a (1).md")),
        ("::capture [notes](\"/n.md\")", .capture(path: "/n.md")),
        ("::capture \"[notes](/n.md)\"", .capture(path: "[notes](/n.md)")),
        ("::capture \"/n.md", .capture(path: "\"/n.md")),
        ("::capture to do.md", .capture(path: "to do.md")),
        ("::capture to do/list ~ 2.md", .capture(path: "to do/list ~ 2.md")),
        ("::export /Screenshot 3\u{202F}PM.md", .export(path: "/Screenshot 3\u{202F}PM.md")),
    ]

    @Test(arguments: accepted)
    func `a command alone on its line is found`(text: String, command: ControlCommand) {
        #expect(CommandScanner.scan(text) == Self.only(command))
    }

    static let words: [String] = [
        "", "plain words", "please ::record", "x::stop", "`::stop`", "` ::stop `", "> ::stop", "   > ::stop", ">::stop",
        ":: stop", "::1stop", "::", ":stop", ":::stop", "::stop.", "::stop!", "::record,", "::std::vector", "::stop::",
        "\t`::stop`", "    please ::stop", "    > ::stop", "\t- ::stop", "- ::stop", "1. ::stop",
        "\u{FF1A}\u{FF1A}stop", "::st\u{043E}p",
        "a\u{2028}::stop", "a\u{0085}::stop", "a\u{0B}::stop", "a\u{0C}::stop", "a\u{2029}::stop", "::s\u{E9}top",
    ]

    @Test(arguments: words)
    func `anything else on the line makes it text`(text: String) {
        #expect(CommandScanner.scan(text) == .none(unknown: []))
    }

    @Test func `an unknown word is text and is reported`() {
        #expect(CommandScanner.scan("::start\n::Global x") == .none(unknown: ["start", "global"]))
        let found = [FoundCommand(command: .stop, line: 1)]
        #expect(CommandScanner.scan("::typo\n::stop") == .commands(found, unknown: ["typo"]))
    }

    static let refused: [(text: String, reason: CommandSyntaxError.Reason)] = [
        ("::record /a.md", .unexpectedArgument),
        ("::record # from here", .unexpectedArgument),
        ("::stop now", .unexpectedArgument),
        ("::stop \"\"", .unexpectedArgument),
        ("::export", .missingPath),
        ("::export \"\"", .emptyPath),
        ("::capture ''", .emptyPath),
        ("::capture to /n.md", .wordsBefore),
        ("::capture to ~/n.md", .wordsBefore),
        ("::export as ../n.md", .wordsBefore),
        ("::init into $HOME/n.md", .wordsBefore),
        ("::capture notes/~/n.md", .innerHome),
        ("::capture ~ada/n.md", .otherUsersHome),
        ("::capture $HOME/n.md", .variable),
        ("::capture file:///n.md", .uri),
        ("::init `  `", .emptyPath),
        ("::capture [x]()", .emptyPath),
        ("::capture @notes.md", .mention),
        ("::init \"@notes.md\"", .mention),
        ("::export [x](@notes.md)", .mention),
        ("::capture a\tb.md", .hiddenCharacter),
    ]

    @Test(arguments: refused)
    func `a known command with bad arguments is an error`(text: String, reason: CommandSyntaxError.Reason) throws {
        guard case .rejected(let errors) = CommandScanner.scan(text) else {
            Issue.record("\(text) was not rejected")
            return
        }
        #expect(errors.map(\.reason) == [reason])
        #expect(errors.first?.line == 0)
        #expect(errors.first?.message.contains("::") == true)
        #expect(errors.first?.hint?.isEmpty == false)
    }

    static let hidden: [Unicode.Scalar] = [
        "\u{00}", "\u{07}", "\u{0B}", "\u{0C}", "\u{1B}", "\u{7F}", "\u{85}", "\u{AD}", "\u{61C}", "\u{200B}",
        "\u{200C}",
        "\u{200D}", "\u{200E}", "\u{200F}", "\u{2028}", "\u{2029}", "\u{202A}", "\u{202E}", "\u{2060}", "\u{2066}",
        "\u{2069}", "\u{FEFF}", "\u{3164}", "\u{E0041}",
    ]

    @Test(arguments: hidden)
    func `a hidden character anywhere on a command's line is an error`(scalar: Unicode.Scalar) {
        let mark = String(scalar)
        for text in [
            "\(mark)::stop", "::\(mark)stop", ":\(mark):stop", "::st\(mark)op", "::stop\(mark)",
            "::capture\(mark)/a.md", "::capture /a\(mark)b.md", "  \(mark)::stop  ",
        ] {
            guard case .rejected(let errors) = CommandScanner.scan(text) else {
                Issue.record("U+\(String(scalar.value, radix: 16)) in \(text.debugDescription)")
                continue
            }
            #expect(errors.map(\.reason) == [.hiddenCharacter])
        }
        #expect(CommandScanner.scan("words\(mark)::stop") == .none(unknown: []))
        #expect(CommandScanner.scan("::sto\(mark)x") == .none(unknown: []))
        #expect(CommandScanner.scan("::nothing /a\(mark)b") == .none(unknown: []))
    }

    @Test(arguments: ["\u{A0}::stop", "::stop\u{A0}", "::capture\u{3000}/a.md", "::capture\u{2003}"])
    func `a space that is none to the grammar is an error around the word`(text: String) {
        guard case .rejected(let errors) = CommandScanner.scan(text) else {
            Issue.record("not rejected")
            return
        }
        #expect(errors.map(\.reason) == [.hiddenCharacter])
    }

    @Test func `one bad line rejects every command of the message and every error is told`() {
        let text = "::record\nwords\n::stop now\n::export\n::nothing"
        #expect(
            CommandScanner.scan(text)
                == .rejected([
                    CommandSyntaxError(.unexpectedArgument, command: "stop", line: 2),
                    CommandSyntaxError(.missingPath, command: "export", line: 3),
                ])
        )
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `lines are counted from zero whatever ends them`(end: String) {
        let text = ["first", "", "::init /a.md", "words", "::record"].joined(separator: end) + end
        let found = [
            FoundCommand(command: .initialize(path: "/a.md"), line: 2), FoundCommand(command: .record, line: 4),
        ]
        #expect(CommandScanner.scan(text) == .commands(found, unknown: []))
    }

    @Test func `several commands come in the order of their lines`() {
        let found = [
            FoundCommand(command: .stop, line: 0), FoundCommand(command: .initialize(path: "/n.md"), line: 1),
            FoundCommand(command: .record, line: 3),
        ]
        #expect(CommandScanner.scan("::stop\n::init /n.md\nwords\n::record") == .commands(found, unknown: []))
    }
}
