import KatoModel

/// Tells blocks that a save dropped without meaning to from blocks that the user deleted.
///
/// An editor that saves what it read before kato's last writes drops exactly those writes, each of them whole. A
/// person can delete anything. So what is missing is put back when it could be nothing but the end of the
/// conversation that an old buffer did not have; everything else stays away. `docs/decisions/0030` weighs the cases.
struct Reconciliation: Sendable {
    /// What is seen of the file, as far as it decides.
    struct Evidence: Sendable {
        /// Ids of the blocks whose identity stands in the file.
        var present: Set<String>
        /// The file is empty, or new in the place of one that went.
        var isEmpty = false
        /// The text of a missing block still stands there, or the blank line that kato put before it.
        var showsDeletion = false
        /// When the file was saved, as far as that can be known.
        var savedAt: Timestamp
    }

    /// Ids of blocks that stand in the file though the ledger did not say so.
    private(set) var found: [String] = []
    private(set) var dropped: [String] = []
    private(set) var deleted: [String] = []

    /// How long after kato's last write a save is taken for one of an old buffer: ten minutes. Later the conversation
    /// has gone quiet, and whoever takes away its end means to.
    static let window: Int64 = 10 * 60 * 1000
    /// How often a block is put back. Whoever takes it away again after that means to.
    static let restorations = 3

    /// - Parameter ledger: in the order of the writes.
    init(ledger: [LedgerBlock], _ evidence: Evidence) {
        found = ledger.filter { $0.state != .placed && evidence.present.contains($0.id) }.map(\.id)
        let expected = ledger.filter { $0.state != .deleted || evidence.present.contains($0.id) }
        let missing = expected.filter { !evidence.present.contains($0.id) }
        let end = Self.droppedEnd(expected, evidence)
        dropped = missing.filter { end.contains($0.id) && $0.state == .placed }.map(\.id)
        deleted = missing.filter { !end.contains($0.id) }.map(\.id)
    }

    /// The last writes of which nothing is left, when they may have been dropped.
    private static func droppedEnd(_ blocks: [LedgerBlock], _ evidence: Evidence) -> Set<String> {
        // What waits to be put back is not in the file and is not meant to be missing.
        let waiting = Set(blocks.filter { $0.state == .dropped && !evidence.present.contains($0.id) }.map(\.id))
        let blocks = blocks.filter { !waiting.contains($0.id) }
        let survivor = blocks.last { evidence.present.contains($0.id) }?.write ?? -1
        let end = blocks.filter { $0.write > survivor }
        guard let newest = end.map(\.placedAt.milliseconds).max(), !evidence.isEmpty, !evidence.showsDeletion,
            evidence.savedAt.milliseconds - newest <= window, end.contains(where: { $0.restored < restorations })
        else { return evidence.isEmpty ? [] : waiting }
        // Front matter is not put back: it belongs to the head of a file, and the head is the user's.
        return waiting.union(end.filter { !$0.block.isHeader }.map(\.id))
    }
}
