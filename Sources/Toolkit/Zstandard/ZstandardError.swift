/// Bytes that are no Zstandard, or damaged.
public struct ZstandardError: Error, Sendable, Hashable {
    /// Where in the piece that was taken in last.
    public let offset: Int
}
