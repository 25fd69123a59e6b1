/// The name of an object's member while the object is read. It must not be kept: ``text`` can be.
///
/// It is compared with the names that a caller knows by its bytes, so that no string has to be made of it.
public struct JSONKey {
    @usableFromInline let bytes: UnsafeRawBufferPointer

    /// Takes the name's UTF-8, unescaped.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// Bytes of the name in UTF-8.
    @inlinable public var count: Int { bytes.count }

    /// The name as a string.
    public var text: String { UTF8Check.stringOfValid(bytes) }

    /// Lets a `switch` know names.
    @inlinable @inline(__always) public static func ~= (name: StaticString, key: JSONKey) -> Bool {
        key == name
    }

    /// Whether the two have the same bytes.
    @inlinable @inline(__always) public static func == (key: JSONKey, name: StaticString) -> Bool {
        guard key.bytes.count == name.utf8CodeUnitCount else { return false }
        for index in 0..<name.utf8CodeUnitCount where key.bytes[index] != name.utf8Start[index] { return false }
        return true
    }
}
