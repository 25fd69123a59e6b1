import StrictJSON
import Testing

@Suite struct JSONEncodingTests {
    @Test func `without options members keep their order and nothing is added`() {
        let value: JSONValue = ["b": [1, nil, true, 1.5, "x"], "a": [:], "b": []]
        #expect(value.text() == #"{"b":[1,null,true,1.5,"x"],"a":{},"b":[]}"#)
    }

    @Test func `sorted keys are in the order of their bytes, duplicates in their own`() {
        let value: JSONValue = ["é": 1, "z": ["b": 1, "a": 2], "Z": 3, "z": 4, "": 5]
        #expect(value.text(.sortedKeys) == #"{"":5,"Z":3,"z":{"a":2,"b":1},"z":4,"é":1}"#)
    }

    @Test func `pretty text has one member a line and two spaces a level`() {
        let value: JSONValue = ["a": [1, ["b": nil]], "c": [], "d": [:]]
        let expected = """
            {
              "a": [
                1,
                {
                  "b": null
                }
              ],
              "c": [],
              "d": {}
            }
            """
        #expect(value.text(.pretty) == expected)
    }

    @Test(arguments: [
        ("\"\\/", #""\"\\/""#, #""\"\\/""#), ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#, #""\b\t\n\f\r""#),
        ("\u{0}\u{1B}\u{1F}", #""\u0000\u001b\u001f""#, #""\u0000\u001b\u001f""#),
        ("\u{7F}", "\"\u{7F}\"", #""\u007f""#), ("\u{80}ä", "\"\u{80}ä\"", #""\u0080\u00e4""#),
        ("\u{2027}\u{2028}\u{2029}\u{202A}", "\"\u{2027}\\u2028\\u2029\u{202A}\"", #""\u2027\u2028\u2029\u202a""#),
        ("日本", "\"日本\"", #""\u65e5\u672c""#), ("😀\u{10FFFF}", "\"😀\u{10FFFF}\"", #""\ud83d\ude00\udbff\udfff""#),
    ])
    func `characters are escaped as the options say, at any place`(text: String, plain: String, ascii: String) {
        for padding in 0..<18 {
            let before = String(repeating: "a", count: padding)
            #expect(JSONValue.string(before + text).text() == "\"\(before)" + plain.dropFirst())
            #expect(JSONValue.string(before + text).text(.ascii) == "\"\(before)" + ascii.dropFirst())
        }
    }

    @Test(arguments: ["", "abc", "1,2", "01", "1 ", " 1", "NaN", "-", "1]"])
    func `a literal that is no number is written as null`(literal: String) {
        #expect(JSONValue.number(literal).text() == "null")
    }

    @Test(arguments: ["-0", "1e999", "123456789012345678901234567890", "0.10", "1E-7"])
    func `a number is written as it was read`(literal: String) throws {
        #expect(try JSONValue.parse(literal).text() == literal)
    }
}
