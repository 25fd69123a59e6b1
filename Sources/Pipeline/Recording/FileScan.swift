import FileAccess
import KatoModel
import KatoRendering

/// Which blocks stand in a file, by their identity lines, whoever put them where.
///
/// Presence is decided by identity alone, never by the text: people edit text.
struct FileScan: Sendable {
    /// Where each block's first byte stands. The first of several wins.
    private(set) var blocks: [String: UInt64] = [:]
    /// The block whose identity stands last in the file.
    private(set) var last: String?
    /// Blocks whose identity stands there more than once.
    private(set) var doubled: Set<String> = []

    private static let chunk = 1 << 18
    /// Bytes of a line that an identity can take.
    private static let identityLimit = 96

    /// Reads a whole file.
    init(_ file: any FileContent, size: UInt64, format: RecordingFormat) throws(FileAccessError) {
        var offset: UInt64 = 0
        var carry: [UInt8] = []
        var carryOffset: UInt64 = 0
        while offset < size {
            let bytes = try file.read(at: offset, count: Self.chunk)
            guard !bytes.isEmpty else { break }
            offset += UInt64(bytes.count)
            carry += bytes
            var start = 0
            while let end = carry[start...].firstIndex(of: 0x0A) {
                note(carry[start..<end], at: carryOffset + UInt64(start), format)
                start = end + 1
            }
            carry.removeFirst(start)
            carryOffset += UInt64(start)
        }
        // An identity line without its line end is a torn one: not present.
    }

    private mutating func note(_ line: ArraySlice<UInt8>, at offset: UInt64, _ format: RecordingFormat) {
        // An editor may have turned line ends into CRLF.
        let line = line.last == 0x0D ? line.dropLast() : line
        guard format == .jsonl || line.count <= Self.identityLimit else { return }
        let text = String(decoding: line.prefix(Self.identityLimit), as: UTF8.self)
        guard let id = BlockIdentity.read(text, format: format) else { return }
        last = id
        guard blocks[id] == nil else {
            doubled.insert(id)
            return
        }
        // Front matter begins a line before its identity.
        blocks[id] = id.hasPrefix("front") ? offset - min(offset, 4) : offset
    }
}
