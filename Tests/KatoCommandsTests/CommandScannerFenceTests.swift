import KatoCommands
import KatoTestSupport
import Testing

@Suite struct CommandScannerFenceTests {
    static let hiding: [String] = [
        "```\n::stop\n```", "~~~\n::stop\n~~~", "````\n::stop\n````", "```swift\n::stop\n```", "  ```\n::stop\n  ```",
        "\t```\n::stop\n\t```", "        ```\n::stop\n        ```", "```\n::stop", "~~~~ text\n::stop\n\n::record",
        "````\n```\n::stop\n````", "```\n~~~\n::stop\n```", "```\n``` no\n::stop\n```", "```\n``\n::stop\n```",
        "```ls```\n```\n::stop\n```", "```ls```\n::stop", "    ```\n```\n::stop\n```", "- ```\n  ::stop\n  ```",
        "1. ~~~\n   ::stop", "* - ```\n  ::stop\n", "```\r\n::stop\r\n```", "```\r::stop\r```",
        "```\n    ```\n::stop\n```", "~~~\n\t~~~\n::stop\n",
    ]

    @Test(arguments: hiding)
    func `fenced code hides commands under every reading of Markdown`(text: String) {
        #expect(CommandScanner.scan(text) == .none(unknown: []))
    }

    static let showing: [(text: String, line: Int)] = [
        ("```\n::record\n```\n::stop", 3), ("~~~\nx\n~~~~~\n::stop", 3), ("```\nx\n```   \n::stop", 3),
        ("``\n::stop", 1), ("~~\n::stop\n~~", 1), ("> ```\n::stop", 1), ("text ```\n::stop", 1),
        ("```\n::record\n```\r\n\r\n::stop", 4), ("-```\n::stop", 1), ("1.~~~\n::stop", 1),
    ]

    @Test(arguments: showing)
    func `a command outside of fences counts`(text: String, line: Int) {
        #expect(CommandScanner.scan(text) == .commands([FoundCommand(command: .stop, line: line)], unknown: []))
    }

    @Test func `a wrong command inside a fence is no error`() {
        #expect(CommandScanner.scan("```\n::stop now\n```") == .none(unknown: []))
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `no text inside a fence ever yields a command`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let marker = generator.pick(["`", "~"])
        let length = Int.random(in: 3...6, using: &generator)
        let fence = String(repeating: marker, count: length)
        let pieces = [
            "::stop", "::record", "::capture /a.md", "::export", "```", "~~~", "``", "````x", "  ~~~~", "", "words",
            "> q",
            "- ```", "    ::stop", "::init\u{200B}",
        ]
        // A line that closes the fence would end the premise; shorter and other markers stay in.
        let inside = (0..<Int.random(in: 1...12, using: &generator)).map { _ in generator.pick(pieces) }.filter {
            line in
            let trimmed = line.drop { $0 == " " }
            return !trimmed.hasPrefix(fence)
        }
        let before = generator.pick(["", "words\n", "\n\n"])
        let indent = String(repeating: " ", count: Int.random(in: 0...3, using: &generator))
        let text = before + indent + fence + "info\n" + inside.joined(separator: "\n")
        #expect(CommandScanner.scan(text) == .none(unknown: []), "seed \(seed): \(text.debugDescription)")
        let closed = text + "\n" + fence + "\nwords"
        #expect(CommandScanner.scan(closed) == .none(unknown: []), "seed \(seed): \(closed.debugDescription)")
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `any text is scanned and found lines hold commands`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "::", "stop", "record", " ", "\t", "\n", "\r", "```", "~~~", "\u{200B}", "\u{2028}", "/a.md", "\"", "\0",
        ]
        let text = (0..<80).map { _ in generator.pick(pieces) }.joined()
        guard case .commands(let found, _) = CommandScanner.scan(text) else { return }
        let lines = text.replacing("\r\n", with: "\n").unicodeScalars.split(omittingEmptySubsequences: false) {
            $0 == "\n" || $0 == "\r"
        }
        for command in found {
            #expect(String(lines[command.line]).contains("::\(command.command.name)"), "seed \(seed)")
        }
    }
}
