import KatoModel
import KatoTestSupport
import Testing

@testable import KatoProviders

@Suite struct FirstMessageTitleTests {
    static let sixty = String(repeating: "abcde ", count: 9) + "abcdef"

    @Test(arguments: [
        ("hello", "hello"),
        ("\n\n  one\n two\t three \r\nfour", "one two three four"),
        (sixty, sixty),
        (sixty + "g", sixty.dropLast() + "…"),
        (String(repeating: "é", count: 61), String(repeating: "é", count: 59) + "…"),
        ("::record notes.md\nWhy?\n  ::stop", "Why?"),
        ("::record", nil),
        ("  ::capture\n\n::stop\n", nil),
        ("std::vector is slow", "std::vector is slow"),
        ("<command-name>/clear</command-name>", nil),
        ("<bash-input>ls</bash-input>", nil),
        ("[Request interrupted by user]", nil),
        ("<ide_opened_file>x</ide_opened_file>fix it", "fix it"),
    ])
    func `a title is the user's first words on one line`(message: String, title: String?) {
        #expect(ClaudeLines.user(ClaudeLines.quoted(message)).facts?.firstMessageTitle == title)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `a title by scalars is the one by characters`(seed: UInt64) {
        let pieces = [
            "a", "word", " ", "  ", "\t", "\n", "\r\n", "\r", "\u{B}", "::", ":", "::record x", "\n::stop\n", "é",
            "e\u{301}",
            "ß", "\u{AD}", "\u{A0}", "\u{85}", "\u{2028}", "—", "“", "→", "日本", "が", "か\u{3099}", "ж", "ж\u{483}", "😀",
            "👩‍👩‍👧", "👍🏽", "❤\u{FE0F}", "☺", "1\u{20E3}", "\u{200D}", "한", "\u{1100}\u{1161}", "\u{600}", "क्ष", "\u{0}", "🇩🇪",
        ]
        var generator = SeededGenerator(seed: seed)
        // Most texts have but a few kinds of pieces, so that both ways are taken to the end.
        let kinds = (0..<(1 + generator.below(6))).map { _ in generator.pick(pieces) } + ["a", "word ", "é"]
        for _ in 0..<20 {
            let message = (0..<generator.below(90)).map { _ in generator.pick(kinds) }.joined()
            let expected = FirstMessageTitle.characterwise(message)
            let title = FirstMessageTitle.make(from: message) ?? ""
            #expect(Array(title.utf8) == Array(expected.utf8), "seed \(seed): \(message.debugDescription)")
        }
    }

    @Test func `a sub-agent's prompt gives no title`() {
        #expect(ClaudeLines.user(#""do it""#, #""isSidechain":true"#).facts?.firstMessageTitle == nil)
    }

    @Test func `an injected text gives no title`() {
        #expect(ClaudeLines.user(#""do it""#, #""isMeta":true"#).facts?.firstMessageTitle == nil)
    }

    @Test func `where the conversation is comes with its records`() {
        let facts = ClaudeLines.user(#""hi""#).facts
        #expect(facts?.workingDirectory == "/home/ada")
        #expect(facts?.gitBranch == "main")
        #expect(facts?.agentVersion == "2.1.0")
    }
}
