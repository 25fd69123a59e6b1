import KatoModel
import KatoTestSupport
import Testing

@testable import KatoCommands

@Suite struct CommandMarkerTests {
    @Test(arguments: 0..<40 as Range<UInt64>)
    func `the cheap look misses nothing that the scanner reads`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var found = 0
        for _ in 0..<1000 {
            let text = (0..<Int.random(in: 1...14, using: &random)).map { _ in random.pick(Self.pieces) }.joined()
            guard CommandScanner.read(text) != .none(unknown: []) else { continue }
            found += 1
            #expect(CommandMarker.mayStand(in: text), "\(HiddenCharacters.shown(text))")
        }
        #expect(found > 0)
    }

    static let pieces = [
        ":", ":", ":", "::", "stop", "record", "x", " ", " ", "\t", "\n", "\n", "\r", "\r\n", "\u{200B}", "\u{2028}",
        "\u{00A0}", "\u{7F}", "\u{0}", "\u{FEFF}", "é", "`", ">", "日",
    ]

    @Test(arguments: [
        "std::vector", "a: b, c: d", "https://a:b", " x ::stop", "> ::stop", ": :stop", ":a:", "::",
        "\u{200B}:\u{200B}:stop",
    ])
    func `it passes over colons within a line and stops for two at its begin`(text: String) {
        #expect(CommandMarker.mayStand(in: text) == (text.hasSuffix("::") || text.hasPrefix("\u{200B}")))
    }
}
