/// The SHA-256 digest of bytes that are all there, 32 bytes long.
public enum ContentHash {
    /// The digest of a region of memory, without a copy of it.
    public static func sha256(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var stream = SHA256Stream()
        stream.update(bytes)
        return stream.finish()
    }

    /// The first sixteen bytes of the digest as two big-endian numbers, which need no memory of their own.
    public static func sha256Prefix(_ bytes: UnsafeRawBufferPointer) -> (high: UInt64, low: UInt64) {
        var stream = SHA256Stream()
        stream.update(bytes)
        return stream.prefix()
    }

    /// The digest of an array.
    public static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBytes { sha256($0) }
    }

    /// The digest of the UTF-8 bytes of `text`.
    public static func sha256(_ text: String) -> [UInt8] {
        var stream = SHA256Stream()
        stream.update(text)
        return stream.finish()
    }
}
