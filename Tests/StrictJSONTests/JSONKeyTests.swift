import StrictJSON
import Testing

@Suite struct JSONKeyTests {
    @Test(arguments: [
        ("a", 1), (#"\u0061"#, 1), ("type", 2), (#"t\u0079pe"#, 2), ("", 3), ("ä", 4), (#"\u00e4"#, 4), ("typ", 0),
        ("types", 0), ("Type", 0), (#"\n"#, 0), ("a\u{308}", 0), ("é", 0), ("b", 0),
    ])
    func `a key is known by its bytes, however it is written`(written: String, number: Int) throws {
        #expect(try keys(#"{"\#(written)":0}"#).map(\.number) == [number])
    }

    @Test func `a key as a string is what it means`() throws {
        #expect(try keys(#"{"a":0,"\u00e4\n":[1],"":{}}"#).map(\.text) == ["a", "ä\n", ""])
    }

    private func keys(_ text: String) throws -> [(text: String, number: Int)] {
        var found: [(text: String, number: Int)] = []
        try Array(text.utf8).withUnsafeBytes { bytes in
            var reader = try JSONReader(bytes)
            try reader.readObject { key, _ throws(JSONError) in found.append((key.text, Self.number(key))) }
        }
        return found
    }

    private static func number(_ key: JSONKey) -> Int {
        switch key {
        case "a": 1
        case "type": 2
        case "": 3
        case "ä": 4
        default: 0
        }
    }
}
