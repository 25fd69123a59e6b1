import StrictJSON
import Testing

@Suite struct JSONReaderTests {
    @Test func `a decoder reads the fields it needs and skips the rest`() throws {
        let text = #"{"skip":[{"x":"\u00e4"},[1.5]],"name":"n\n","tags":["a","b"],"deep":{"n":5,"ok":true,"f":2.5}}"#
        var name = ""
        var tags: [String] = []
        var deep: (Int64?, Bool?, Double?) = (nil, nil, nil)
        try read(text) { reader throws(JSONError) in
            try reader.readObject { key, reader throws(JSONError) in
                switch key {
                case "name": name = try reader.readString()
                case "tags": try reader.readArray { reader throws(JSONError) in tags.append(try reader.readString()) }
                case "deep":
                    try reader.readObject { key, reader throws(JSONError) in
                        switch key {
                        case "n": deep.0 = try reader.readIntIfPresent()
                        case "ok": deep.1 = try reader.readBoolIfPresent()
                        default: deep.2 = try reader.readDoubleIfPresent()
                        }
                    }
                default: try reader.skipValue()
                }
            }
        }
        #expect(name == "n\n")
        #expect(tags == ["a", "b"])
        #expect(deep == (5, true, 2.5))
    }

    @Test(arguments: ["null", "true", "-1.5e3", "\"x\"", "[1,[2]]", "{\"a\":{}}"])
    func `a field of another kind is skipped and answers nil`(other: String) throws {
        try read("[\(other),\(other),\(other),\(other),\(other),\(other),7]") { reader throws(JSONError) in
            var index = 0
            try reader.readArray { reader throws(JSONError) in
                switch index {
                case 0: #expect((try reader.readStringIfPresent() == nil) == (other != "\"x\""))
                case 1: #expect((try reader.readBoolIfPresent() == nil) == (other != "true"))
                case 2: #expect(try reader.readIntIfPresent() == nil)
                case 3: #expect((try reader.readDoubleIfPresent() == nil) == (other != "-1.5e3"))
                case 4:
                    let present = try reader.readObjectIfPresent { _, reader throws(JSONError) in
                        try reader.skipValue()
                    }
                    #expect(present == other.hasPrefix("{"))
                case 5:
                    let present = try reader.readArrayIfPresent { reader throws(JSONError) in try reader.skipValue() }
                    #expect(present == other.hasPrefix("["))
                default: #expect(try reader.readIntIfPresent() == 7)
                }
                index += 1
            }
            #expect(index == 7)
        }
    }

    @Test func `a required field of another kind is an error`() {
        #expect(throws: JSONError(code: .kind, offset: 1)) {
            try read(" 1") { reader throws(JSONError) in _ = try reader.readString() }
        }
        #expect(throws: JSONError(code: .kind, offset: 0)) {
            try read("[]") { reader throws(JSONError) in try reader.readObject { _, _ in } }
        }
        #expect(throws: JSONError(code: .kind, offset: 0)) {
            try read("{}") { reader throws(JSONError) in try reader.readArray { _ in } }
        }
    }

    @Test func `a body that reads nothing has its value skipped`() throws {
        var keys: [String] = []
        var elements = 0
        try read(#"{"a" : [ 1, 2 ] , "b":{"c":[]}}"#) { reader throws(JSONError) in
            try reader.readObject { key, reader throws(JSONError) in
                keys.append(key.text)
                guard key == "a" else { return }
                try reader.readArray { reader throws(JSONError) in
                    elements += 1
                    _ = try reader.peek()
                }
            }
        }
        #expect(keys == ["a", "b"])
        #expect(elements == 2)
    }

    @Test func `what a body skips is checked like everything else`() {
        for bad in ["[1,]", "\"\\ud800\"", "01", "tru", "{\"a\" 1}", "\"\t\""] {
            #expect(throws: JSONError.self) {
                try read("{\"a\":\(bad)}") { reader throws(JSONError) in try reader.readObject { _, _ in } }
            }
        }
    }

    @Test func `a body cannot run past its container`() {
        #expect(throws: JSONError(code: .syntax, offset: 2)) {
            try read("[1]") { reader throws(JSONError) in
                try reader.readArray { reader throws(JSONError) in
                    try reader.skipValue()
                    try reader.skipValue()
                }
            }
        }
    }

    @Test func `a raw value is named by its bytes without the space around it`() throws {
        let text = #"{"a":  {"b": [1, 2]}  ,"c":"x"}"#
        var found: [String] = []
        try read(text) { reader throws(JSONError) in
            try reader.readObject { _, reader throws(JSONError) in
                let range = try reader.readRaw()
                found.append(String(decoding: Array(text.utf8)[range], as: UTF8.self))
            }
        }
        #expect(found == [#"{"b": [1, 2]}"#, "\"x\""])
    }

    @Test(
        arguments: [
            ("null", .null), (" true", .bool), ("false", .bool), ("-1", .number), ("9", .number), ("\"\"", .string),
            ("[]", .array), ("{}", .object),
        ] as [(String, JSONReader.Kind)]
    )
    func `the next kind is seen without reading it`(text: String, kind: JSONReader.Kind) throws {
        try read(text) { reader throws(JSONError) in
            #expect(try reader.peek() == kind)
            try reader.skipValue()
        }
    }

    private func read(_ text: String, _ body: (inout JSONReader) throws(JSONError) -> Void) throws {
        try Array(text.utf8).withUnsafeBytes { raw in
            var reader = try JSONReader(raw)
            try body(&reader)
            try reader.finish()
        }
    }
}
