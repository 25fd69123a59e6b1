/// Bytes that have to stand there as they are, or in either case.
struct Literal: Sendable, Hashable {
    /// In lower case when ``ignoresCase``.
    let bytes: [UInt8]
    let ignoresCase: Bool

    init(_ text: String, ignoresCase: Bool = false) {
        bytes = ignoresCase ? text.utf8.map(Self.folded) : Array(text.utf8)
        self.ignoresCase = ignoresCase
    }

    var count: Int { bytes.count }

    func matches(_ text: UnsafeBufferPointer<UInt8>, at start: Int, end: Int) -> Bool {
        guard start + bytes.count <= end else { return false }
        for index in bytes.indices {
            let byte = text[start + index]
            guard (ignoresCase ? Self.folded(byte) : byte) == bytes[index] else { return false }
        }
        return true
    }

    /// How many bytes stand at the very end of the text, when nothing else of the literal fits there.
    func matchesCut(_ text: UnsafeBufferPointer<UInt8>, at start: Int, end: Int) -> Bool {
        guard start + bytes.count > end, start <= end else { return false }
        for index in 0..<(end - start) {
            let byte = text[start + index]
            guard (ignoresCase ? Self.folded(byte) : byte) == bytes[index] else { return false }
        }
        return true
    }

    static func folded(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
}
