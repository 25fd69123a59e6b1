import KatoModel
import KatoRendering
import KatoTestSupport
import Synchronization

/// An editor with one file open: it loads, a person edits, it saves in one of the ways editors save, step by step.
///
/// What it holds in its buffer grows old while the recorder writes; it does not look at the file again by itself.
struct EditorDouble {
    /// How editors put a buffer into a file.
    enum SaveMethod: CaseIterable, Sendable {
        /// A new file renamed over the old one: vim by default, JetBrains.
        case renameOver
        /// The file emptied and written in pieces: nano, VS Code.
        case truncate
        /// The file renamed to a backup, a new one written: Emacs, vim with a backup.
        case backupThenCreate
        /// A new file beside, the old one renamed away, the new one renamed in, the old one removed: gedit.
        case manySteps
    }

    private(set) var lines: [String]
    /// Blocks that the person took out of this buffer.
    private(set) var removed: Set<String> = []

    init(loading text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    var isEmpty: Bool { lines == [""] }

    /// Blocks in the buffer.
    var blocks: [String] { lines.compactMap { BlockIdentity.read($0, format: .markdown) } }

    /// The person's own lines in the buffer, in order.
    var notes: [String] { Self.notes(in: lines.joined(separator: "\n")) }

    static func notes(in text: String) -> [String] {
        text.matches(of: /note-[0-9]+;/).map { String($0.output) }
    }

    /// The person types a line somewhere: between blocks, or into one.
    mutating func type(_ number: Int, _ random: inout SeededGenerator) {
        let note = "note-\(number);"
        if lines.last == "", random.below(8) == 0 {
            // Without a line end behind it.
            lines[lines.count - 1] = note
        } else {
            lines.insert(note, at: random.below(lines.count))
        }
    }

    /// The person takes a whole block out, whatever was typed into it included.
    mutating func takeOut(_ random: inout SeededGenerator) {
        let starts = lines.indices.filter {
            BlockIdentity.read(lines[$0], format: .markdown)?.hasPrefix("front") == false
        }
        guard !starts.isEmpty else { return }
        let start = random.pick(starts)
        if let id = BlockIdentity.read(lines[start], format: .markdown) { removed.insert(id) }
        let end = starts.first { $0 > start } ?? lines.count
        lines.removeSubrange(start..<end)
        if end == lines.count + (end - start), random.below(2) == 0 { lines.append("") }
    }

    /// What an editor does between two moments in which others may do something.
    typealias Step = @Sendable () -> Void

    /// The steps that put the buffer into the file at `path`.
    func save(_ method: SaveMethod, to path: String, on disk: SimulatedDisk) -> [Step] {
        let (fresh, backup) = (path + ".new", path + "~")
        switch method {
        case .renameOver: return writing(to: fresh, on: disk) + [{ disk.rename(fresh, to: path) }]
        case .truncate: return writing(to: path, on: disk)
        case .backupThenCreate:
            return [{ disk.rename(path, to: backup) }] + writing(to: path, on: disk) + [{ disk.remove(backup) }]
        case .manySteps:
            let renaming: [Step] = [
                { disk.rename(path, to: backup) }, { disk.rename(fresh, to: path) }, { disk.remove(backup) },
            ]
            return writing(to: fresh, on: disk) + renaming
        }
    }

    /// Opens a file emptied and writes the buffer in three pieces.
    private func writing(to path: String, on disk: SimulatedDisk) -> [Step] {
        let bytes = Array(lines.joined(separator: "\n").utf8)
        let size = bytes.count / 3 + 1
        let file = OpenFileNumber()
        let opening: [Step] = [{ file.set(disk.openEmpty(path)) }]
        return opening
            + stride(from: 0, to: bytes.count, by: size).map { offset in
                let piece = Array(bytes[offset..<min(bytes.count, offset + size)])
                return { disk.write(piece, to: file.get(), at: offset) }
            }
    }
}

/// The number of a file that one step opens and later ones write to.
private final class OpenFileNumber: Sendable {
    private let number = Mutex<UInt64>(0)

    func set(_ value: UInt64) { number.withLock { $0 = value } }
    func get() -> UInt64 { number.withLock { $0 } }
}
