import KatoTestSupport
import StrictJSON
import Testing

@Suite struct JSONStringPropertyTests {
    /// Escapes of every kind, right and wrong, and raw bytes that end a run.
    static let pieces = [
        #"\""#, #"\\"#, #"\/"#, #"\b"#, #"\f"#, #"\n"#, #"\r"#, #"\t"#, #"\u0000"#, #"\u001b"#, #"\u0041"#, #"\u00e9"#,
        #"\u2028"#, #"\uFFFF"#, #"\uD83D\uDE00"#, #"\udbff\udfff"#, "\u{2028}", "\u{85}", "ä", "日本", "😀", "\u{7F}",
    ]
    static let wrong = [
        #"\ud800"#, #"\udc00"#, #"\ud800\n"#, #"\ud800\u0041"#, #"\u12"#, #"\u12g4"#, #"\x"#, #"\"#, #"\U0041"#, "\"",
        "\n", "\u{0}", "\u{1F}",
    ]

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `strings are decoded as byte by byte`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            var inside: [UInt8] = []
            for _ in 0..<generator.below(12) {
                inside += [UInt8](repeating: 0x61, count: generator.below(2) * generator.below(40))
                inside += generator.pick(Self.pieces).utf8
            }
            if generator.below(3) == 0 {
                let place = generator.below(inside.count + 1)
                inside.insert(contentsOf: generator.pick(Self.wrong).utf8, at: place)
            }
            expectAsPlain([0x22] + inside + [0x22], "seed \(seed)")
        }
    }

    @Test(arguments: pieces + wrong)
    func `a piece is decoded the same wherever it stands`(piece: String) {
        for before in 0..<70 {
            for after in [0, 1, 14, 15, 16, 33] {
                let text =
                    "\"\\n" + String(repeating: "x", count: before) + piece + String(repeating: "y", count: after)
                expectAsPlain(Array((text + "\"").utf8), "\(before) before, \(after) after")
                expectAsPlain(Array(text.utf8), "\(before) before, \(after) after, open")
            }
        }
    }

    /// Around the room that strings with escapes are decoded in at first.
    @Test(arguments: [65_000, 65_536, 131_072, 200_000])
    func `long strings are decoded like short ones`(length: Int) {
        for count in stride(from: length - 30, to: length + 2, by: 3) {
            let text = Array("\"\\t".utf8) + [UInt8](repeating: 0x7A, count: count) + Array(#"\u00e9ä\n""#.utf8)
            #expect(read(text) == Array("\t".utf8) + [UInt8](repeating: 0x7A, count: count) + Array("éä\n".utf8))
            #expect(read(text.dropLast()) == nil)
        }
    }

    private func expectAsPlain(_ text: [UInt8], _ comment: Comment) {
        let expected = PlainJSONString.decode(text)
        let value = (try? JSONValue.parse(text))?.stringValue.map { Array($0.utf8) }
        // Not the last one in its text, so that blocks reach beyond its end.
        let list = [UInt8(ascii: "[")] + text + Array(#","\u0061bcdefghijklmnopqrstuvwxyz\n"]"#.utf8)
        let elements = (try? JSONValue.parse(list))?.arrayValue ?? []
        let first = elements.count == 2 ? elements[0].stringValue.map { Array($0.utf8) } : nil
        // Asked together, because an expectation costs more than what is tested.
        let agree =
            read(text) == expected && value == expected && skips(text) == (expected != nil)
            && (expected == nil || first == expected)
        if !agree { Issue.record(comment) }
    }

    private func read(_ text: some Collection<UInt8>) -> [UInt8]? {
        Array(text).withUnsafeBytes { bytes in
            guard var reader = try? JSONReader(bytes), let string = try? reader.readStringIfPresent(),
                (try? reader.finish()) != nil
            else { return nil }
            return Array(string.utf8)
        }
    }

    private func skips(_ text: [UInt8]) -> Bool {
        text.withUnsafeBytes { bytes in
            guard var reader = try? JSONReader(bytes) else { return false }
            return (try? reader.skipValue()) != nil && (try? reader.finish()) != nil
        }
    }
}
