/// Reads one JSON text piece by piece, and only the pieces its caller wants.
///
/// Strict by RFC 8259 in every part, skipped parts included: well-formed UTF-8, whole surrogate pairs, escaped control
/// characters, the grammar of numbers, a limit of depth, nothing after the value. It reads nothing outside the bytes,
/// which must stay where they are as long as it is used. After an error it must not be used any more.
public struct JSONReader {
    /// Containers inside each other that are allowed unless the caller says otherwise.
    ///
    /// Skipping needs no stack at any depth, but comparing two values of 512 levels overflows a thread of 512 KiB in a
    /// debug build. 128 levels stay below half of that.
    public static let defaultDepth = 128

    /// What sort of value comes next.
    public enum Kind: Sendable, Hashable {
        case null, bool, number, string, array, object
    }

    var cursor: ByteCursor
    /// Containers that are open around the cursor.
    var depth = 0
    let maximumDepth: Int

    /// Checks the UTF-8 of all bytes, so that no later step has to.
    public init(_ bytes: UnsafeRawBufferPointer, maximumDepth: Int = JSONReader.defaultDepth) throws(JSONError) {
        if let offset = UTF8Check.firstInvalid(in: bytes) { throw JSONError(code: .utf8, offset: offset) }
        cursor = ByteCursor(bytes)
        self.maximumDepth = maximumDepth
    }

    /// How many bytes have been read.
    public var offset: Int { cursor.position }

    /// What the next value is, judged by its first byte; reads nothing but white space.
    public mutating func peek() throws(JSONError) -> Kind {
        switch try cursor.next() {
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        default: throw cursor.failure(.syntax)
        }
    }

    /// Reads an object and calls `body` for each member in order, duplicates included.
    ///
    /// The body reads the member's value with the reader it is given. When it reads nothing, the value is skipped;
    /// when it reads only a part, reading fails with ``JSONError/Code/syntax``.
    public mutating func readObject(
        _ body: (_ key: JSONKey, _ reader: inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard try !open(.object, closedBy: UInt8(ascii: "}")) else { return }
        repeat {
            let key = try cursor.key()
            let start = cursor.position
            try read(key, body)
            if cursor.position == start { try skipValue() }
        } while try cursor.continues(until: UInt8(ascii: "}"))
        depth -= 1
    }

    /// Calls `body` for a member. A key with escapes, which no agent writes, is decoded first.
    @inline(__always) private mutating func read(
        _ key: StringToken, _ body: (_ key: JSONKey, _ reader: inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard key.hasEscapes else {
            return try body(JSONKey(UnsafeRawBufferPointer(rebasing: cursor.bytes[key.range])), &self)
        }
        var text = cursor.decode(key)
        try text.withUTF8 { utf8 in
            Result { () throws(JSONError) in try body(JSONKey(UnsafeRawBufferPointer(utf8)), &self) }
        }.get()
    }

    /// Reads an array and calls `body` for each element, under the rules of ``readObject(_:)``.
    public mutating func readArray(
        _ body: (_ reader: inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard try !open(.array, closedBy: UInt8(ascii: "]")) else { return }
        repeat {
            cursor.skipWhiteSpace()
            let start = cursor.position
            try body(&self)
            if cursor.position == start { try skipValue() }
        } while try cursor.continues(until: UInt8(ascii: "]"))
        depth -= 1
    }

    /// Fails unless only white space follows.
    public mutating func finish() throws(JSONError) {
        cursor.skipWhiteSpace()
        guard cursor.position == cursor.bytes.count else { throw cursor.failure(.trailing) }
    }

    /// Steps into a container; says whether it was empty, and then it is already behind the cursor.
    private mutating func open(_ kind: Kind, closedBy bracket: UInt8) throws(JSONError) -> Bool {
        guard try peek() == kind else { throw cursor.failure(.kind) }
        guard depth < maximumDepth else { throw cursor.failure(.depth) }
        cursor.position += 1
        if try cursor.next() == bracket {
            cursor.position += 1
            return true
        }
        depth += 1
        return false
    }
}
