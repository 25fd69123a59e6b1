/// What ``JSONReader/walk(into:)`` tells about a value, in the order of the text.
///
/// ``SkippingSink`` and ``TreeBuilder`` implement it, so that one grammar serves what is read and what is skipped.
protocol ValueSink {
    mutating func null()
    mutating func bool(_ value: Bool)
    /// A number; `literal` is its text, to be used when it is not an `Int64`.
    mutating func number(_ value: Int64?, literal: UnsafeRawBufferPointer)
    mutating func string(at cursor: inout ByteCursor) throws(JSONError)
    mutating func key(_ token: StringToken, in cursor: ByteCursor)
    mutating func begin(isObject: Bool)
    mutating func end(isObject: Bool)
}
