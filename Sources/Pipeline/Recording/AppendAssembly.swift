import Digest
import FileAccess
import KatoModel

/// What has to be written so that blocks stand in a file, each once, given what stands there already.
///
/// Blocks whose identity is there are left out. A block of which the file ends with a beginning is completed: an
/// interrupted write leaves one, after a power cut perhaps with NUL bytes for what did not reach the disk.
struct AppendAssembly: Sendable {
    private(set) var payload: [UInt8] = []
    /// The blocks in the payload.
    private(set) var blocks: [PlacedBlock] = []
    /// Blocks that stand in the file already, with their places there.
    private(set) var present: [PlacedBlock] = []
    /// Where the payload begins. Before the end of the file only where a beginning of the payload stands there.
    private(set) var base: LandedFile

    /// Bytes that have to stand at the end of a file to be taken for the start of kato's block.
    private static let fragmentMinimum = 8

    private struct Fragment {
        let id: String
        /// From the first byte of the block to the end of the file.
        let length: UInt64
    }

    /// - Parameter scan: what stands in the file; `nil` when nobody but kato wrote to it since its last write.
    init(_ parts: [BlockBytes], _ file: DestinationFile, _ scan: FileScan?, separator: String) throws {
        let fragment = try scan.flatMap { try Self.fragment(of: parts, file, $0) }
        try self.init(parts, file, scan, completing: fragment, separator: separator)
        // More NUL bytes than this payload covers are none of this payload's.
        if fragment != nil, UInt64(payload.count) < file.status.size - base.size {
            try self.init(parts, file, scan, completing: nil, separator: separator)
        }
    }

    private init(
        _ parts: [BlockBytes], _ file: DestinationFile, _ scan: FileScan?, completing fragment: Fragment?,
        separator: String
    ) throws {
        base = file.landed
        var tail = try file.tail()
        if let fragment {
            base = LandedFile(device: base.device, inode: base.inode, size: base.size - fragment.length)
            tail = []
        }
        var builder = PayloadBuilder(separator: separator, tail: tail)
        // The one that is cut short stands last in the file, so it comes first.
        let ordered = parts.filter { $0.id == fragment?.id } + parts.filter { $0.id != fragment?.id }
        for part in ordered {
            if part.id != fragment?.id, let offset = scan?.blocks[part.id] {
                present.append(
                    PlacedBlock(
                        id: part.id, offset: offset, length: part.bytes.count,
                        digest: Hexadecimal.text(ContentHash.sha256(part.bytes)))
                )
            } else {
                builder.add(part)
            }
        }
        payload = builder.bytes
        blocks = builder.blocks
    }

    var isEmpty: Bool { blocks.isEmpty }

    private static func fragment(of parts: [BlockBytes], _ file: DestinationFile, _ scan: FileScan) throws -> Fragment?
    {
        // Only the block whose identity stands last can be cut short, or one whose identity is.
        let candidates = parts.filter { scan.blocks[$0.id] == nil || scan.last == $0.id }
        let count = min(UInt64(candidates.reduce(0) { $0 + $1.bytes.count }), file.status.size)
        guard count > 0 else { return nil }
        let tail = try file.content.read(at: file.status.size - count, count: Int(count))
        let written = tail.prefix(through: tail.lastIndex { $0 != 0 } ?? -1)
        for part in candidates {
            // A whole block is a beginning too, where NUL bytes stand in the place of the next.
            let limit = min(part.bytes.count - (written.count == tail.count ? 1 : 0), written.count)
            for length in stride(from: limit, through: fragmentMinimum, by: -1)
            where written.suffix(length).elementsEqual(part.bytes.prefix(length)) {
                return Fragment(id: part.id, length: UInt64(length + tail.count - written.count))
            }
        }
        return nil
    }
}
