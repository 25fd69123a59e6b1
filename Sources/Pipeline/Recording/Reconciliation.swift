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
        /// The file ends with the blank line that kato put before the first missing block.
        var endsWithSeparator = false
        /// Ids of the blocks that nobody has read since kato wrote them.
        var unread: Set<String> = []
        /// Ids of missing blocks whose text stands there without the identity.
        var unnamed: Set<String> = []
        /// When the file was saved, as far as that can be known.
        var savedAt: Timestamp
        /// When the conversation last said something, if that was before.
        var saidAt: Timestamp?
    }

    /// Ids of blocks that stand in the file though the ledger did not say so.
    private(set) var found: [String] = []
    private(set) var dropped: [String] = []
    private(set) var deleted: [String] = []
    /// Ids of blocks that went with everything else.
    private(set) var emptied: [String] = []
    /// Why what was deleted is not taken for dropped.
    private(set) var reason: Reason?

    /// What speaks for a person, as the operational log names it.
    enum Reason: String, Sendable {
        case emptied, inside, late
        case traces
        case takenAwayAgain = "taken-away-again"
    }

    /// How long after kato's last write, or the last word of the conversation, a save is taken for one of an old buffer:
    /// ten minutes. Later the conversation has gone quiet, and whoever takes away its end means to.
    static let window: Int64 = 10 * 60 * 1000
    /// How often a block is put back. Whoever takes it away again after that means to.
    static let restorations = 3

    /// Bytes that a reader sees all of or nothing of while they are being appended: what lies on one page of memory,
    /// the smallest there is.
    static let page: UInt64 = 4096

    /// - Parameter ledger: in the order of the writes.
    init(ledger: [LedgerBlock], _ evidence: Evidence) {
        found = ledger.filter { $0.state != .placed && evidence.present.contains($0.id) }.map(\.id)
        let known = ledger.filter { $0.state != .emptied }
        if evidence.isEmpty {
            emptied = known.filter { $0.state != .deleted }.map(\.id)
            reason = emptied.isEmpty ? nil : .emptied
            return
        }
        // Where a part of it is back, the file was empty only while it was being saved.
        let gone = ledger.filter { $0.state == .emptied }
        if gone.contains(where: { evidence.present.contains($0.id) }) { judge(gone, evidence) }
        judge(known, evidence)
    }

    private mutating func judge(_ blocks: [LedgerBlock], _ evidence: Evidence) {
        let expected = blocks.filter { $0.state != .deleted || evidence.present.contains($0.id) }
        // What waits to be put back is not in the file and is not meant to be missing.
        let counting = expected.filter { $0.state != .dropped || evidence.present.contains($0.id) }
        let absent = counting.filter { !evidence.present.contains($0.id) }
        let missing = absent.map(\.id)
        // What nobody has read nobody can have deleted. The rest is judged as if that had never been there, but for
        // the time: a buffer that lacks it is an old one.
        let unread = evidence.unread.subtracting(evidence.present)
        let end = Self.end(counting.filter { !unread.contains($0.id) }, evidence)
        let newest = absent.map(\.placedAt.milliseconds).max() ?? 0
        let keeps = end.isEmpty ? .inside : Self.objection(end, newest: newest, evidence)
        var back = unread
        if keeps == nil { back.formUnion(end.map(\.id).filter { !evidence.unnamed.contains($0) }) }
        // Front matter is not put back: it belongs to the head of a file, and the head is the user's.
        back.subtract(counting.filter(\.block.isHeader).map(\.id))
        dropped += missing.filter(back.contains)
        let away = missing.filter { !back.contains($0) }
        if !away.isEmpty { reason = keeps ?? (evidence.unnamed.isEmpty ? .inside : .traces) }
        deleted += away
    }

    /// The last writes of which nothing is left. Of one that a reader may have seen in part, each block counts.
    private static func end(_ blocks: [LedgerBlock], _ evidence: Evidence) -> ArraySlice<LedgerBlock> {
        guard let index = blocks.lastIndex(where: { evidence.present.contains($0.id) }) else { return blocks[...] }
        let write = blocks.filter { $0.write == blocks[index].write }.map(\.block)
        let start = write.map(\.offset).min() ?? 0
        let end = write.map { $0.offset + UInt64($0.length) }.max() ?? 0
        let isWhole = start / page == max(start, end - min(1, end)) / page
        return blocks[(index + 1)...].drop { isWhole && $0.write == blocks[index].write }
    }

    /// What shows that a person took away the end.
    ///
    /// - Parameter newest: when the newest missing block was written.
    private static func objection(_ end: ArraySlice<LedgerBlock>, newest: Int64, _ evidence: Evidence) -> Reason? {
        if evidence.endsWithSeparator { return .traces }
        // A journal from a backup knows nothing of the last writes, but reads anew what was said.
        let latest = max(newest, evidence.saidAt?.milliseconds ?? 0)
        if evidence.savedAt.milliseconds - latest > window { return .late }
        return end.contains { $0.restored < restorations } ? nil : .takenAwayAgain
    }
}
