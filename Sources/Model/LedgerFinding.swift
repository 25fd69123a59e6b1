/// What a look at a whole file changes in the ledger of one recording.
package struct LedgerFinding: Sendable, Hashable {
    /// Blocks that stand in the file though the ledger did not say so, with their places.
    package var found: [PlacedBlock]
    /// Ids of blocks that are to be put back.
    package var dropped: [String]
    /// Ids of blocks that the user deleted.
    package var deleted: [String]
    /// Ids of blocks that went with everything else in the file.
    package var emptied: [String]

    package init(
        found: [PlacedBlock] = [], dropped: [String] = [], deleted: [String] = [], emptied: [String] = []
    ) {
        self.found = found
        self.dropped = dropped
        self.deleted = deleted
        self.emptied = emptied
    }

    package var isEmpty: Bool { found.isEmpty && dropped.isEmpty && deleted.isEmpty && emptied.isEmpty }
}
