import Crypto

/// A SHA-256 digest of bytes that arrive in pieces. How they were cut does not matter.
public struct SHA256Stream: Sendable {
    /// Bytes of a digest.
    public static let size = SHA256.byteCount

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

    /// The first sixteen bytes of ``finish()`` as two big-endian numbers.
    func prefix() -> (high: UInt64, low: UInt64) {
        state.finalize().withUnsafeBytes { digest in
            (
                high: UInt64(bigEndian: digest.loadUnaligned(as: UInt64.self)),
                low: UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
    }

    /// The digest of everything taken in so far, 32 bytes. More can be taken in afterwards.
    public func finish() -> [UInt8] {
        state.finalize().withUnsafeBytes { Array($0) }
    }
}
