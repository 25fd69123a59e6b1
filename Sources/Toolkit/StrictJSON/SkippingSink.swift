/// Keeps nothing.
struct SkippingSink: ValueSink {
    mutating func null() {}
    mutating func bool(_ value: Bool) {}
    mutating func number(_ value: Int64?, literal: UnsafeRawBufferPointer) {}
    mutating func string(at cursor: inout ByteCursor) throws(JSONError) { _ = try cursor.string() }
    mutating func key(_ token: StringToken, in cursor: ByteCursor) {}
    mutating func begin(isObject: Bool) {}
    mutating func end(isObject: Bool) {}
}
