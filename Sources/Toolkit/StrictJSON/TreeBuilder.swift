/// Builds a ``JSONValue`` without recursion: finished values wait on two stacks until their container ends.
struct TreeBuilder: ValueSink {
    private struct Frame {
        let isObject: Bool
        /// Where the container's contents begin on its stack.
        let start: Int
    }

    private var values: [JSONValue] = []
    private var members: [JSONObject.Member] = []
    /// Keys whose value is being read, one for each open object at most.
    private var keys: [String] = []
    private var frames: [Frame] = []

    /// The value, once the walk is over.
    var result: JSONValue { values.first ?? .null }

    mutating func null() {
        add(.null)
    }

    mutating func bool(_ value: Bool) {
        add(.bool(value))
    }

    mutating func number(_ value: Int64?, literal: UnsafeRawBufferPointer) {
        add(value.map(JSONValue.int) ?? .number(String(decoding: literal, as: UTF8.self)))
    }

    mutating func string(at cursor: inout ByteCursor) throws(JSONError) {
        add(.string(try cursor.decodedString()))
    }

    mutating func key(_ token: StringToken, in cursor: ByteCursor) {
        keys.append(cursor.decode(token))
    }

    mutating func begin(isObject: Bool) {
        frames.append(Frame(isObject: isObject, start: isObject ? members.count : values.count))
    }

    mutating func end(isObject: Bool) {
        let start = frames.removeLast().start
        if isObject {
            add(.object(JSONObject(members: Self.take(&members, from: start))))
        } else {
            add(.array(Self.take(&values, from: start)))
        }
    }

    private mutating func add(_ value: JSONValue) {
        if frames.last?.isObject == true {
            members.append(JSONObject.Member(key: keys.removeLast(), value: value))
        } else {
            values.append(value)
        }
    }

    /// Cuts the end off a stack; the whole stack is handed over without a copy.
    private static func take<Element>(_ stack: inout [Element], from start: Int) -> [Element] {
        if start == 0 {
            let all = stack
            stack = []
            return all
        }
        let taken = Array(stack[start...])
        stack.removeLast(taken.count)
        return taken
    }
}
