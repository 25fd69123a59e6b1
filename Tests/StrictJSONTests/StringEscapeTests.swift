import StrictJSON
import Testing

@Suite struct StringEscapeTests {
    @Test(arguments: [
        (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{C}\n\r\t"), (#"\u0041"#, "A"), (#"\u00e4\u00E4"#, "ää"),
        (#"\u0000"#, "\u{0}"), (#"a\u0000b"#, "a\u{0}b"), (#"\u007f\u0080"#, "\u{7F}\u{80}"),
        (#"\u07ff\u0800"#, "\u{7FF}\u{800}"), (#"\u2028\u2029"#, "\u{2028}\u{2029}"),
        (#"\ud7ff\ue000\uffff"#, "\u{D7FF}\u{E000}\u{FFFF}"), (#"\ud83d\ude00"#, "😀"),
        (#"\uD800\uDC00\uDBFF\uDFFF"#, "\u{10000}\u{10FFFF}"), (#"x\ud83d\ude00\n日本\\u0041"#, "x😀\n日本\\u0041"),
        (#"\\\\\\"#, #"\\\"#),
    ])
    func `an escape gives its character`(escaped: String, plain: String) throws {
        for padding in 0..<20 {
            let before = String(repeating: "a", count: padding)
            let value = try JSONValue.parse("[\"\(before)\(escaped)\(before)\"]")
            #expect(
                value.arrayValue?.first?.stringValue.map { Array($0.utf8) } == Array((before + plain + before).utf8)
            )
        }
    }

    @Test(
        arguments: [
            (#""\ud800""#, .surrogate), (#""\udc00""#, .surrogate), (#""\ud800x""#, .surrogate),
            (#""\ud800\n""#, .escape), (#""\ud800\ud800""#, .surrogate), (#""\ud800\u0041""#, .surrogate),
            (#""\udfff\ud800""#, .surrogate), (#""\ud83d\\ude00""#, .surrogate), (#""\x41""#, .escape),
            (#""\a""#, .escape), (#""\'""#, .escape), (#""\U0041""#, .escape), (#""\u00g0""#, .escape),
            (#""\u004""#, .escape), (#""\u 041""#, .escape), (#""\u+041""#, .escape), (#""\u00""#, .truncated),
            (#""\ud83d\u""#, .truncated), (#""\"#, .truncated), (#""\ud83d\"#, .truncated),
        ] as [(String, JSONError.Code)]
    )
    func `a bad escape is rejected`(text: String, code: JSONError.Code) {
        let error = #expect(throws: JSONError.self) { try JSONValue.parse(text) }
        // What stands after half a pair may be reported as either.
        let allowed: Set<JSONError.Code> = code == .escape ? [.escape, .surrogate] : [code]
        #expect(allowed.contains(error?.code ?? .kind), "\(String(describing: error))")
    }

    @Test func `control characters must be escaped, wherever they stand`() {
        for byte in UInt8(0)..<0x20 {
            for padding in 0..<18 {
                let text = [0x22] + [UInt8](repeating: 0x7A, count: padding) + [byte, 0x61, 0x22]
                #expect(throws: JSONError(code: .control, offset: 1 + padding)) { try JSONValue.parse(text) }
            }
        }
    }

    /// A composed letter, and marks in another order, which leaves the number of bytes as it was.
    @Test(arguments: [("e\u{301}", "\u{E9}"), ("a\u{323}\u{307}", "a\u{307}\u{323}")])
    func `keys that only normalisation makes equal stay apart`(one: String, other: String) throws {
        let object = try #require(JSONValue.parse("{\"\(one)\":1,\"\(other)\":2}").objectValue)
        #expect(object[one] == 1)
        #expect(object[other] == 2)
        #expect(!object.hasDuplicateKeys)
    }
}
