import StrictJSON
import Testing

@Suite struct JSONValueTests {
    @Test(
        arguments: [
            ("null", .null), ("true", true), ("false", false), (" \t\r\n1 \n", 1), ("0", 0), ("-1", -1),
            ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
            ("9223372036854775808", .number("9223372036854775808")),
            ("-9223372036854775809", .number("-9223372036854775809")),
            ("18446744073709551616", .number("18446744073709551616")),
            ("-18446744073709551616", .number("-18446744073709551616")),
            ("-0", .number("-0")), ("0.0", .number("0.0")), ("-0.0e-0", .number("-0.0e-0")), ("1E+2", .number("1E+2")),
            ("1e999", .number("1e999")), ("0e1", .number("0e1")), ("123.456e-7", .number("123.456e-7")),
            ("\"\"", ""), ("[]", []), ("{}", [:]), ("[ ]", []), ("{ }", [:]), ("[1,2]", [1, 2]),
            ("[[],[[]]]", [[], [[]]]),
            ("[1 , \"a\" , null]", [1, "a", nil]), ("{\"a\":1,\"b\":{\"c\":[{}]}}", ["a": 1, "b": ["c": [[:]]]]),
            ("{\"a\":1,\"a\":2}", ["a": 1, "a": 2]), ("{\"\":0}", ["": 0]), ("[\"\u{7F}\"]", ["\u{7F}"]),
        ] as [(String, JSONValue)]
    )
    func `a valid text gives its value`(text: String, value: JSONValue) throws {
        #expect(try JSONValue.parse(text) == value)
    }

    @Test(
        arguments: [
            ("", .truncated, 0), ("  ", .truncated, 2), ("nul", .truncated, 3), ("nulL", .syntax, 3),
            ("True", .syntax, 0),
            ("[1", .truncated, 2), ("[1,", .truncated, 3), ("{\"a\"", .truncated, 4), ("{\"a\":", .truncated, 5),
            ("\"abc", .truncated, 4), ("\"abc\\", .truncated, 5), ("-", .truncated, 1), ("1.", .truncated, 2),
            ("1e", .truncated, 2), ("1e+", .truncated, 3), ("1 2", .trailing, 2), ("{}x", .trailing, 2),
            ("[]]", .trailing, 2), ("nullnull", .trailing, 4), ("1\u{0}", .trailing, 1), ("\u{0}1", .syntax, 0),
            ("[\u{0}]", .syntax, 1), ("\u{FEFF}1", .syntax, 0), ("[1,]", .syntax, 3), ("[,1]", .syntax, 1),
            ("[1 2]", .syntax, 3), ("[1}", .syntax, 2), ("{1:2}", .syntax, 1), ("{\"a\":1,}", .syntax, 7),
            ("{\"a\" 1}", .syntax, 5), ("{\"a\":}", .syntax, 5), ("{\"a\":1]", .syntax, 6), ("{a:1}", .syntax, 1),
            ("{,}", .syntax, 1), ("{\"a\"::1}", .syntax, 5), ("'a'", .syntax, 0), ("[1]//", .trailing, 3),
            ("/**/1", .syntax, 0), ("NaN", .syntax, 0), ("nan", .syntax, 1), ("Infinity", .syntax, 0),
            ("-Infinity", .number, 1), ("+1", .syntax, 0), (".5", .syntax, 0), ("01", .number, 1), ("-01", .number, 2),
            ("[1.]", .number, 3), ("[1.e1]", .number, 3), ("[1e]", .number, 3), ("[-]", .number, 2),
            ("0x1", .trailing, 1),
            ("1\u{A0}", .trailing, 1), ("\u{2028}1", .syntax, 0), ("1\u{0C}", .trailing, 1),
        ] as [(String, JSONError.Code, Int)]
    )
    func `an invalid text gives its error and the place`(text: String, code: JSONError.Code, offset: Int) {
        #expect(throws: JSONError(code: code, offset: offset)) { try JSONValue.parse(text) }
        #expect(throws: JSONError(code: code, offset: offset), "skipped") { try skip(Array(text.utf8)) }
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xE2, 0x82, 0x28],
            [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F, 0x98],
            [0xF0, 0x9F, 0x98, 0x22], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        ] as [[UInt8]]
    )
    func `bytes that are not UTF-8 are rejected at any place`(bad: [UInt8]) {
        for padding in 0..<40 {
            let text = [0x22] + [UInt8](repeating: 0x61, count: padding) + bad + [0x22]
            let error = JSONError(code: .utf8, offset: 1 + padding)
            #expect(throws: error) { try JSONValue.parse(text) }
            #expect(throws: error) { try skip(text) }
        }
    }

    @Test func `every character comes through raw`() throws {
        for value in stride(from: UInt32(0x20), through: 0x10FFFF, by: 7) {
            guard let scalar = Unicode.Scalar(value), scalar != "\"", scalar != "\\" else { continue }
            let text = String(scalar)
            #expect(try JSONValue.parse("\"\(text)\"").stringValue?.unicodeScalars.first == scalar)
        }
    }

    @Test func `whole numbers and fractions are told apart`() throws {
        let value = try JSONValue.parse("[3, 3.5, 1e999, -0, \"3\"]").arrayValue ?? []
        #expect(value.map(\.intValue) == [3, nil, nil, nil, nil])
        #expect(value.map(\.doubleValue) == [3, 3.5, nil, 0, nil])
        #expect(JSONValue(Double.nan).isNull)
        #expect((1.5 as JSONValue) == .number("1.5"))
    }

    @Test func `a look inside finds members and answers nil for another kind`() {
        let value: JSONValue = ["a": ["b": true], "list": [1]]
        #expect(value["a"]?["b"]?.boolValue == true)
        #expect(value["list"]?.arrayValue == [1])
        #expect(value["a"]?["b"]?["c"] == nil)
        #expect(value["none"] == nil)
        #expect(value.stringValue == nil)
        #expect(value.objectValue?.count == 2)
    }

    private func skip(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { raw in
            var reader = try JSONReader(raw)
            try reader.skipValue()
            try reader.finish()
        }
    }
}
