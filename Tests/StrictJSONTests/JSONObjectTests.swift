import StrictJSON
import Testing

@Suite struct JSONObjectTests {
    @Test func `the last of two members with one key is found`() {
        let object: JSONObject = ["a": 1, "b": 2, "a": 3]
        #expect(object["a"] == 3)
        #expect(object.hasDuplicateKeys)
        #expect(object.occurrences(of: "a") == 2)
        #expect(object.keys == ["a", "b", "a"])
    }

    @Test func `setting replaces the last, drops the others and appends what is new`() {
        var object: JSONObject = ["a": 1, "b": 2, "a": 3, "c": 4]
        object["a"] = 5
        #expect(object == ["b": 2, "a": 5, "c": 4])
        object["d"] = nil
        object["e"] = .null
        #expect(object == ["b": 2, "a": 5, "c": 4, "e": nil])
    }

    @Test func `setting nil removes every member with the key`() {
        var object: JSONObject = ["a": 1, "b": 2, "a": 3]
        object["a"] = nil
        #expect(object == ["b": 2])
        object["b"] = nil
        #expect(object.isEmpty)
        #expect(!object.hasDuplicateKeys)
    }

    @Test func `members come in their order`() {
        let object: JSONObject = ["z": 1, "a": 2]
        #expect(object.map(\.key) == ["z", "a"])
        #expect(object.count == 2)
    }
}
