extension JSONReader {
    /// Steps over one value and tells the sink about it. A loop and not a recursion, so depth costs no stack.
    mutating func walk<Sink: ValueSink>(into sink: inout Sink) throws(JSONError) {
        var open = ContainerStack()
        repeat {
            let byte = try cursor.next()
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                if try begin(byte, &open, &sink) { continue }
            } else {
                try scalar(byte, into: &sink)
            }
            try end(&open, &sink)
        } while !open.isEmpty
    }

    /// Steps into a container; says whether a value follows in it.
    private mutating func begin<Sink: ValueSink>(
        _ bracket: UInt8,
        _ open: inout ContainerStack,
        _ sink: inout Sink
    ) throws(JSONError) -> Bool {
        guard depth + open.count < maximumDepth else { throw cursor.failure(.depth) }
        let isObject = bracket == UInt8(ascii: "{")
        cursor.position += 1
        sink.begin(isObject: isObject)
        // In ASCII the closing bracket stands two places after the opening one.
        if try cursor.next() == bracket + 2 {
            cursor.position += 1
            sink.end(isObject: isObject)
            return false
        }
        open.push(isObject: isObject)
        if isObject { sink.key(try cursor.key(), in: cursor) }
        return true
    }

    /// Steps over what follows a value, through every container that ends there, to the next value.
    private mutating func end<Sink: ValueSink>(
        _ open: inout ContainerStack,
        _ sink: inout Sink
    ) throws(JSONError) {
        while !open.isEmpty {
            let isObject = open.topIsObject
            if try cursor.continues(until: isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                if isObject { sink.key(try cursor.key(), in: cursor) }
                return
            }
            sink.end(isObject: isObject)
            open.pop()
        }
    }

    private mutating func scalar<Sink: ValueSink>(_ byte: UInt8, into sink: inout Sink) throws(JSONError) {
        switch byte {
        case UInt8(ascii: "\""):
            cursor.position += 1
            try sink.string(at: &cursor)
        case UInt8(ascii: "t"):
            try cursor.literal("true")
            sink.bool(true)
        case UInt8(ascii: "f"):
            try cursor.literal("false")
            sink.bool(false)
        case UInt8(ascii: "n"):
            try cursor.literal("null")
            sink.null()
        default:
            let start = cursor.position
            let value = try cursor.number()
            sink.number(value, literal: UnsafeRawBufferPointer(rebasing: cursor.bytes[start..<cursor.position]))
        }
    }
}
