/// A block as the ledger remembers it: where it was put, by which write, and what became of it.
package struct LedgerBlock: Sendable, Hashable {
    /// What is known of the block's place in the file.
    package enum State: String, Sendable, Hashable {
        /// It stands in the file.
        case placed
        /// A save left it out without meaning to: it is to be put back.
        case dropped
        /// The user deleted it: it stays away until they ask for it.
        case deleted
        /// It went with everything else in the file. If a part of that comes back, the file was only being saved.
        case emptied
    }

    package let block: PlacedBlock
    package let state: State
    /// The number of the write that put it there last; grows with each write of its recording.
    package let write: Int64
    /// When that was.
    package let placedAt: Timestamp
    /// How often it was put back.
    package let restored: Int

    package init(block: PlacedBlock, state: State, write: Int64, placedAt: Timestamp, restored: Int) {
        self.block = block
        self.state = state
        self.write = write
        self.placedAt = placedAt
        self.restored = restored
    }

    package var id: String { block.id }

    /// It stays away until the user asks for it.
    package var isGivenUp: Bool { state == .deleted || state == .emptied }
}
