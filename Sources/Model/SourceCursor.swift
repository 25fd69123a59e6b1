/// How far a source was read. Which case applies is the provider's choice and never changes for a source.
package enum SourceCursor: Sendable, Hashable {
    /// The next byte to read, always the start of a line.
    case byteOffset(UInt64)
    /// The next item of a rewritten document, with a digest of the item before it.
    case itemIndex(Int, anchor: String)
    /// A position only the provider can read.
    case opaque(String)
}
