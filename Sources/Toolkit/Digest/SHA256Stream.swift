import Crypto

/// A SHA-256 digest of bytes that arrive in pieces. How they were cut does not matter.
public struct SHA256Stream: Sendable {
    private var state = SHA256()

    public init() {}

    /// Takes in the next bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        state.update(bufferPointer: bytes)
    }

    /// Takes in the next bytes.
    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
    }

    /// Takes in the UTF-8 bytes of `text`.
    public mutating func update(_ text: String) {
        var text = text
        text.withUTF8 { state.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    }

    /// The digest of everything taken in so far, 32 bytes. More can be taken in afterwards.
    public func finish() -> [UInt8] {
        state.finalize().withUnsafeBytes { Array($0) }
    }
}
