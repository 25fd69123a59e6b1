import KatoModel
import KatoProviders
import Testing

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
