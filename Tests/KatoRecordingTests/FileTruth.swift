import KatoModel
import KatoTestSupport

/// What a recorded file has to hold in the end, from what the person did to it.
struct FileTruth {
    /// What is known of a block.
    enum Expectation: Hashable {
        /// It stands there exactly once.
        case once
        /// It was deleted, and stays away.
        case never
        /// Nobody can tell whether it was meant to go.
        case atMostOnce
    }

    /// The person's lines after the last save, in order.
    private(set) var notes: [String] = []
    private var expected: [String: Expectation] = [:]
    /// How often an old buffer dropped a block.
    private var drops: [String: Int] = [:]
    private var taken: Set<String> = []

    func expectation(of block: String) -> Expectation { expected[block, default: .once] }

    /// The whole file was emptied or removed.
    mutating func clear(_ blocks: [String]) {
        notes = []
        for block in blocks { expected[block] = .atMostOnce }
    }

    /// Somebody loaded the file, or the recorder was started anew. Where a save had left something out and the recorder
    /// has not looked since, it cannot tell any more whether that had been read.
    mutating func loseSight(of unread: Set<String>, in text: String) {
        for block in unread.subtracting(EditorDouble(loading: text).blocks) { expected[block] = .atMostOnce }
    }

    /// The journal is one from a backup. Nothing is certain any more of what was deleted, nor of writes of which a part
    /// is missing: what it does not know may have put the other part back.
    ///
    /// - Parameter ledger: as the backup has it.
    mutating func forget(_ ledger: [LedgerBlock], inFile: Set<String>) {
        for block in taken { expected[block] = .atMostOnce }
        let seen = Set(ledger.filter { inFile.contains($0.id) }.map(\.write))
        for block in ledger where seen.contains(block.write) && !inFile.contains(block.id) {
            expected[block.id] = .atMostOnce
        }
    }

    /// An editor saved its buffer over the file.
    ///
    /// - Parameters:
    ///   - inFile: the blocks that stood in the file before.
    ///   - ledger: as the recorder last left it.
    ///   - unread: blocks that were written since anybody loaded the file, as far as the recorder was there to see it.
    ///   - isLate: the last write was too long ago for a drop to be told from a deletion.
    mutating func saved(
        _ editor: EditorDouble, inFile: Set<String>, ledger: [LedgerBlock], unread: Set<String>, isLate: Bool
    ) {
        guard !editor.isEmpty else { return clear(Array(inFile)) }
        notes = editor.notes
        let buffer = Set(editor.blocks)
        taken.formUnion(editor.removed)
        taken.subtract(buffer)
        for block in buffer { expected[block] = .once }
        let writes = Dictionary(ledger.map { ($0.id, $0.write) }, uniquingKeysWith: max)
        let newest = buffer.compactMap { writes[$0] }.max() ?? -1
        var isAmbiguous = isLate
        for block in taken {
            let isInterior = writes[block].map { $0 <= newest } ?? false
            let isNoticed = ledger.contains { $0.id == block && $0.state == .deleted }
            expected[block] = isInterior || isNoticed ? .never : .atMostOnce
            // What the same buffer dropped next to it goes with it or comes back, whenever the recorder looks.
            if !isInterior { isAmbiguous = true }
        }
        for block in unread.subtracting(buffer).subtracting(taken) { expected[block] = .once }
        for block in inFile.subtracting(buffer).subtracting(taken).subtracting(unread) where !block.hasPrefix("front") {
            drops[block, default: 0] += 1
            // Whose write the editor's buffer holds in part was torn when it loaded.
            let isWhole = writes[block].map { $0 > newest } ?? true
            if isAmbiguous || !isWhole || drops[block, default: 0] > 2 { expected[block] = .atMostOnce }
        }
    }

    /// What is wrong with the file.
    func violations(_ text: String, blocks: [String], path: String) -> [String] {
        var found: [String] = []
        let standing = EditorDouble.notes(in: text)
        if standing != notes { found.append("G1 \(path): the person's lines are \(standing), not \(notes)") }
        for (block, count) in zip(blocks, RecordingFixture.occurrences(blocks, in: text)) {
            let expectation = expectation(of: block)
            if count > 1 { found.append("G2 \(path): \(block) stands there \(count) times") }
            if expectation == .once, count == 0 { found.append("G3 \(path): \(block) is missing") }
            if expectation == .never, count > 0 { found.append("G3 \(path): \(block) came back") }
        }
        return found
    }
}
