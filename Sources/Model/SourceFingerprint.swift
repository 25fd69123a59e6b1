/// What tells a source file from another one of the same name, as far as it had been read.
///
/// Inode numbers are reused and sizes come back, so the first and the last bytes that were read are remembered too.
package struct SourceFingerprint: Sendable, Hashable {
    package var device: UInt64
    package var inode: UInt64
    /// Nanoseconds since the epoch; 0 where the file system keeps none.
    package var birth: Int64
    /// How many bytes from the start ``headHash`` covers.
    package var headLength: Int
    package var headHash: String
    /// How many bytes before the cursor ``anchorHash`` covers.
    package var anchorLength: Int
    package var anchorHash: String

    package init(
        device: UInt64, inode: UInt64, birth: Int64, headLength: Int = 0, headHash: String = "",
        anchorLength: Int = 0, anchorHash: String = ""
    ) {
        self.device = device
        self.inode = inode
        self.birth = birth
        self.headLength = headLength
        self.headHash = headHash
        self.anchorLength = anchorLength
        self.anchorHash = anchorHash
    }
}
