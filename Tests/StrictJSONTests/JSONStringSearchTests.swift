import KatoTestSupport
import StrictJSON
import Testing

@Suite struct JSONStringSearchTests {
    private static func range(of value: String, in json: String) -> Range<Int>? {
        Array(json.utf8).withUnsafeBytes { JSONStringSearch.range(of: value, in: $0) }
    }

    private static func string(_ range: Range<Int>?, of json: String) throws -> String? {
        try range.map { range in
            try Array(json.utf8).withUnsafeBytes {
                try JSONStringSearch.string(between: UnsafeRawBufferPointer(rebasing: $0[range]))
            }
        }
    }

    /// One way of writing a string; each character in one of the ways JSON has for it.
    private static func written(_ text: String, _ random: inout SeededGenerator) -> String {
        text.unicodeScalars.map { scalar in
            let named: [Unicode.Scalar: String] = [
                "\n": "\\n", "\t": "\\t", "\r": "\\r", "\"": "\\\"", "\\": "\\\\", "/": "\\/",
            ]
            let numbered = String(scalar).utf16.map { unit in
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }.joined()
            let mustBeEscaped = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            return switch random.next() % 8 {
            case 0: numbered
            case 1...4 where !mustBeEscaped: String(scalar)
            default: named[scalar] ?? (mustBeEscaped ? numbered : String(scalar))
            }
        }.joined()
    }

    private static let pieces = [
        "a", "b", "wörd", "日本", "😀", " ", "\n", "\t", "\r", "\"", "\\", "n", "/", "\u{0}", "\u{2028}",
    ]

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `a string is found however it is written, and reads as it was`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let texts = (0..<4).map { _ in (0..<random.next() % 12).map { _ in random.pick(Self.pieces) }.joined() }
            let parts = texts.map { "\"" + Self.written($0, &random) + "\"" }
            let json = "{\(parts[0]): [1, \(parts[1])], \"b\": {\"c\": \(parts[2]), \"d\": \(parts[3])}}"
            for text in texts {
                let range = Self.range(of: text, in: json)
                let found = try Self.string(range, of: json)
                #expect(found.map { Array($0.utf8) } == Array(text.utf8), "\(json)")
            }
        }
    }

    @Test(arguments: [
        (#"[" \n\ta b\r\n "]"#, "a b"), (#"["\\n"]"#, "\\n"), (#"["a\\\n"]"#, "a\\"), (#"["a\\\\n"]"#, "a\\\\n"),
        (#"["  "]"#, ""), (#"["\n"]"#, "\n"), (#"{"key":"v"}"#, "key"),
    ])
    func `white space around it is left out where the text has none`(json: String, text: String) throws {
        #expect(try Self.string(Self.range(of: text, in: json), of: json) == text)
    }

    @Test(arguments: [
        (#"["abc"]"#, "ab"), (#"["abc"]"#, "bc"), (#"["abc"]"#, "abcd"), (#"["a","b"]"#, "ab"),
        (#"["\u00e9"]"#, "e\u{301}"),
        ("[1, true]", "1"), (#"["abc"#, "abc"), ("", "a"), (#"["\x"]"#, "x"), (#"["a\\n"]"#, "a\\"),
    ])
    func `nothing is found that is not there`(json: String, text: String) {
        #expect(Self.range(of: text, in: json) == nil)
    }

    @Test(arguments: ["a\"b", "a\\", "\\ud800", "\u{1}"])
    func `what is no inside of a string is refused`(inside: String) {
        #expect(throws: JSONError.self) {
            try Array(inside.utf8).withUnsafeBytes { try JSONStringSearch.string(between: $0) }
        }
    }
}
