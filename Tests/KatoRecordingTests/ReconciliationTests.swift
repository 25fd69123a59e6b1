import KatoModel
import Testing

@testable import KatoRecording

@Suite struct ReconciliationTests {
    /// One row: which blocks the ledger knows, which of them stand in the file, and what follows.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        /// Id, write, and state where it is not placed.
        var ledger: [LedgerBlock]
        let present: Set<String>
        var dropped: [String] = []
        var deleted: [String] = []
        var found: [String] = []
        var emptied: [String] = []
        var isEmpty = false
        var endsWithSeparator = false
        var unread: Set<String> = []
        var unnamed: Set<String> = []
        /// Milliseconds after the last write.
        var age: Int64 = 1000
        /// Milliseconds from the last word of the conversation to the save, if that is known.
        var silence: Int64?
        var testDescription: String { name }
    }

    static func block(
        _ id: String, _ write: Int64, _ state: LedgerBlock.State = .placed, restored: Int = 0, at offset: UInt64 = 0
    )
        -> LedgerBlock
    {
        LedgerBlock(
            block: PlacedBlock(id: id, offset: offset, length: 1, digest: ""), state: state, write: write,
            placedAt: Timestamp(milliseconds: write), restored: restored)
    }

    static let four = [block("front", 1), block("a", 1), block("b", 2), block("c", 3), block("d", 4)]

    static let rows: [Row] = [
        Row(name: "nothing is missing", ledger: four, present: ["front", "a", "b", "c", "d"]),
        Row(name: "the last write is missing", ledger: four, present: ["front", "a", "b", "c"], dropped: ["d"]),
        Row(name: "the last writes are missing", ledger: four, present: ["front", "a"], dropped: ["b", "c", "d"]),
        Row(name: "a write in between is missing", ledger: four, present: ["front", "a", "c", "d"], deleted: ["b"]),
        Row(
            name: "one in between was deleted and the last dropped", ledger: four, present: ["front", "a", "c"],
            dropped: ["d"], deleted: ["b"]),
        Row(
            name: "a part of the last write is missing: no buffer was ever like that",
            ledger: [block("a", 1), block("b", 2), block("c", 2)], present: ["a", "b"], deleted: ["c"]),
        Row(
            name: "the last writes are missing long after", ledger: four, present: ["front", "a", "b"],
            deleted: ["c", "d"], age: Reconciliation.window + 1),
        Row(
            name: "the last writes are missing long after, but the conversation goes on", ledger: four,
            present: ["front", "a", "b"], dropped: ["c", "d"], age: Reconciliation.window + 1, silence: 1000),
        Row(
            name: "the age of the last write counts, however old the first that is missing",
            ledger: [block("a", -10_000_000), block("b", -9_000_000), block("c", 0)], present: ["a"],
            dropped: ["b", "c"]),
        Row(
            name: "the clock was put back", ledger: four, present: ["front", "a", "b", "c"], dropped: ["d"],
            age: -86_400_000),
        Row(
            name: "it was put back three times before",
            ledger: [block("a", 1), block("b", 2, restored: Reconciliation.restorations)], present: ["a"],
            deleted: ["b"]),
        Row(
            name: "what it was written with shows that it was deleted", ledger: four,
            present: ["front", "a", "b", "c"],
            deleted: ["d"], endsWithSeparator: true),
        Row(
            name: "the identity alone was taken away from one of them", ledger: four, present: ["front", "a", "b"],
            dropped: ["d"], deleted: ["c"], unnamed: ["c"]),
        Row(
            name: "what nobody has read was dropped, whatever speaks against it",
            ledger: [block("a", 1), block("b", 2, restored: Reconciliation.restorations), block("c", 3)],
            present: ["a"], dropped: ["b", "c"], endsWithSeparator: true, unread: ["b", "c"], unnamed: ["c"],
            age: Reconciliation.window + 1),
        Row(
            name: "the last block of an old buffer was deleted, what nobody has read dropped", ledger: four,
            present: ["front", "a"], dropped: ["c", "d"], deleted: ["b"], endsWithSeparator: true, unread: ["c", "d"]),
        Row(
            name: "a buffer that lacks what nobody has read is old, however long ago the rest was written",
            ledger: [block("a", -10_000_000), block("b", -9_000_000), block("c", 0)], present: ["a"],
            dropped: ["b", "c"], unread: ["c"]),
        Row(
            name: "one in between that nobody has read", ledger: four, present: ["front", "a", "b", "d"],
            dropped: ["c"], unread: ["c", "d"]),
        Row(
            name: "front matter that nobody has read", ledger: four, present: ["a"], dropped: ["b", "c", "d"],
            deleted: ["front"], unread: ["front", "a", "b", "c", "d"]),
        Row(
            name: "an emptied file, of which nobody has read anything", ledger: four, present: [],
            emptied: ["front", "a", "b", "c", "d"], isEmpty: true, unread: ["front", "a", "b", "c", "d"]),
        Row(
            name: "the file was emptied", ledger: four, present: [], emptied: ["front", "a", "b", "c", "d"],
            isEmpty: true),
        Row(
            name: "what went with everything stays away while nothing of it is back",
            ledger: [block("a", 1, .emptied), block("b", 2, .emptied), block("c", 3)], present: ["c"]),
        Row(
            name: "a file that was empty only while it was being saved",
            ledger: [block("a", 1, .emptied), block("b", 2, .emptied), block("c", 3, .emptied)],
            present: ["a"], dropped: ["b", "c"], found: ["a"]),
        Row(
            name: "and what was written meanwhile stands there",
            ledger: [block("a", 1, .emptied), block("b", 2, .emptied), block("c", 3)],
            present: ["a", "c"], dropped: ["b"], found: ["a"]),
        Row(
            name: "and one in between had been deleted",
            ledger: [block("a", 1, .emptied), block("b", 2, .emptied), block("c", 3, .emptied)],
            present: ["a", "c"], deleted: ["b"], found: ["a", "c"]),
        Row(
            name: "a write of several pages may have been seen in part",
            ledger: [block("a", 1), block("b", 1, at: 5000), block("c", 1, at: 9000)], present: ["a", "b"],
            dropped: ["c"]),
        Row(
            name: "a buffer from before kato wrote anything", ledger: four, present: [],
            dropped: ["a", "b", "c", "d"], deleted: ["front"]),
        Row(
            name: "the front matter was deleted", ledger: four, present: ["a", "b", "c", "d"], deleted: ["front"]),
        Row(
            name: "a deleted block stays deleted",
            ledger: [block("a", 1), block("b", 2, .deleted), block("c", 3)], present: ["a", "c"]),
        Row(
            name: "a deleted block at the end stays deleted while a later one was dropped",
            ledger: [block("a", 1), block("b", 2, .deleted), block("c", 3)], present: ["a"], dropped: ["c"]),
        Row(
            name: "a deleted block that stands there again is placed",
            ledger: [block("a", 1), block("b", 2, .deleted)], present: ["a", "b"], found: ["b"]),
        Row(
            name: "what waits to be put back goes on waiting",
            ledger: [block("a", 1), block("b", 2, .dropped), block("c", 3)], present: ["a", "c"]),
        Row(
            name: "what waits to be put back is not waited for in an emptied file",
            ledger: [block("a", 1), block("b", 2, .dropped)], present: [], emptied: ["a", "b"], isEmpty: true),
        Row(
            name: "what waits to be put back stands there again",
            ledger: [block("a", 1), block("b", 2, .dropped)], present: ["a", "b"], found: ["b"]),
    ]

    @Test(arguments: rows)
    func `a missing block was dropped by a save or deleted by a person`(row: Row) {
        let newest = row.ledger.map(\.placedAt.milliseconds).max() ?? 0
        let decision = Reconciliation(
            ledger: row.ledger,
            Reconciliation.Evidence(
                present: row.present, isEmpty: row.isEmpty, endsWithSeparator: row.endsWithSeparator,
                unread: row.unread, unnamed: row.unnamed, savedAt: Timestamp(milliseconds: newest + row.age),
                saidAt: row.silence.map { Timestamp(milliseconds: newest + row.age - $0) }))
        #expect(decision.dropped == row.dropped)
        #expect(Set(decision.deleted) == Set(row.deleted))
        #expect(decision.found == row.found)
        #expect(decision.emptied == row.emptied)
    }
}
