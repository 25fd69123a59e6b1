extension JSONReader {
    /// Reads a string; fails with ``JSONError/Code/kind`` on anything else.
    public mutating func readString() throws(JSONError) -> String {
        guard try peek() == .string else { throw cursor.failure(.kind) }
        return try decodeString()
    }

    /// Reads a string; `null` or another kind of value is skipped.
    public mutating func readStringIfPresent() throws(JSONError) -> String? {
        if try cursor.next() == UInt8(ascii: "\"") { return try decodeString() }
        try skipValue()
        return nil
    }

    /// The string whose opening quote the cursor is at.
    private mutating func decodeString() throws(JSONError) -> String {
        cursor.position += 1
        return try cursor.decodedString()
    }

    /// Reads `true` or `false`; `null` or another kind of value is skipped.
    public mutating func readBoolIfPresent() throws(JSONError) -> Bool? {
        let isBool = try peek() == .bool
        let isTrue = cursor.bytes[cursor.position] == UInt8(ascii: "t")
        try skipValue()
        return isBool ? isTrue : nil
    }

    /// Reads a number that is an `Int64` without fraction and exponent; any other value is skipped.
    public mutating func readIntIfPresent() throws(JSONError) -> Int64? {
        if try peek() == .number { return try cursor.number() }
        try skipValue()
        return nil
    }

    /// Reads a number as the nearest `Double`; one beyond its range and any other value is skipped.
    public mutating func readDoubleIfPresent() throws(JSONError) -> Double? {
        if try peek() == .number { return try readValue().doubleValue }
        try skipValue()
        return nil
    }

    /// Reads an object as ``readObject(_:)`` does and returns true; `null` or another kind of value is skipped.
    @discardableResult
    public mutating func readObjectIfPresent(
        _ body: (_ key: JSONKey, _ reader: inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) -> Bool {
        let present = try peek() == .object
        if present { try readObject(body) } else { try skipValue() }
        return present
    }

    /// Reads an array as ``readArray(_:)`` does and returns true; `null` or another kind of value is skipped.
    @discardableResult
    public mutating func readArrayIfPresent(
        _ body: (_ reader: inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) -> Bool {
        let present = try peek() == .array
        if present { try readArray(body) } else { try skipValue() }
        return present
    }

    /// Reads any value into memory.
    public mutating func readValue() throws(JSONError) -> JSONValue {
        var builder = TreeBuilder()
        try walk(into: &builder)
        return builder.result
    }

    /// Checks any value and keeps nothing of it.
    public mutating func skipValue() throws(JSONError) {
        var nothing = SkippingSink()
        try walk(into: &nothing)
    }

    /// Skips a value and says which bytes it was, without white space around it.
    public mutating func readRaw() throws(JSONError) -> Range<Int> {
        cursor.skipWhiteSpace()
        let start = cursor.position
        try skipValue()
        return start..<cursor.position
    }
}
