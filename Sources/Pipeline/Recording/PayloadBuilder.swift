import Digest
import KatoModel
import KatoRendering

/// Joins rendered blocks into the bytes of one append.
struct PayloadBuilder: Sendable {
    private(set) var bytes: [UInt8] = []
    private(set) var blocks: [PlacedBlock] = []
    private let separator: [UInt8]
    private var needsSeparator: Bool

    /// - Parameters:
    ///   - tail: the last bytes of the file, as many as the renderer's separation can need.
    init(separator: String, tail: [UInt8]) {
        self.separator = Array(separator.utf8)
        needsSeparator = !tail.isEmpty
        guard let last = tail.last else { return }
        // A file that does not end its last line gets the line end first.
        if last != 0x0A { bytes.append(0x0A) }
        // A blank line that stands there already is enough.
        if !self.separator.isEmpty, tail.suffix(2) == [0x0A, 0x0A] { needsSeparator = false }
    }

    var isEmpty: Bool { blocks.isEmpty }

    mutating func add(_ block: RenderedBlock) {
        add(BlockBytes(block))
    }

    mutating func add(_ block: BlockBytes) {
        if needsSeparator { bytes += separator }
        needsSeparator = true
        blocks.append(
            PlacedBlock(
                id: block.id, offset: UInt64(bytes.count), length: block.bytes.count,
                digest: Hexadecimal.text(ContentHash.sha256(block.bytes)))
        )
        bytes += block.bytes
    }
}
