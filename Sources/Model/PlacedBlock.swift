/// A block of a recording in its file: the unit of exactly-once.
package struct PlacedBlock: Sendable, Hashable {
    /// The block's identity, unique in its recording.
    package let id: String
    /// Where its first byte stands: in the file, or in a job's payload.
    package let offset: UInt64
    package let length: Int
    /// SHA-256 of its bytes, as 64 hexadecimal digits.
    package let digest: String

    package init(id: String, offset: UInt64, length: Int, digest: String) {
        self.id = id
        self.offset = offset
        self.length = length
        self.digest = digest
    }

    /// The same block, `distance` bytes further on.
    package func moved(by distance: UInt64) -> PlacedBlock {
        PlacedBlock(id: id, offset: offset + distance, length: length, digest: digest)
    }
}
