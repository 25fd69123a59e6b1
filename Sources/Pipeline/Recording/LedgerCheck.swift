import Digest
import FileAccess
import KatoModel

/// Whether a file holds what kato put there and nothing else.
enum LedgerCheck {
    /// Line ends that may stand between two blocks.
    private static let maximumGap: UInt64 = 2

    /// True when the file is, byte for byte, a sequence of these blocks with nothing but line ends between, and the user
    /// deleted none.
    static func holds(_ content: any FileContent, only blocks: [LedgerBlock]) throws -> Bool {
        let size = try content.status().size
        var position: UInt64 = 0
        for entry in blocks {
            let block = entry.block
            guard entry.state == .placed, block.offset >= position, block.offset - position <= maximumGap,
                block.offset + UInt64(block.length) <= size
            else { return false }
            let gap = try content.read(at: position, count: Int(block.offset - position))
            let bytes = try content.read(at: block.offset, count: block.length)
            guard gap.allSatisfy({ $0 == 0x0A }), Hexadecimal.text(ContentHash.sha256(bytes)) == block.digest else {
                return false
            }
            position = block.offset + UInt64(block.length)
        }
        return position == size
    }
}
