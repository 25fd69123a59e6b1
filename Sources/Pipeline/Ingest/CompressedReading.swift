import FileAccess
import KatoModel
import Zstandard

/// Reads the lines of a compressed file. The cursor counts decompressed bytes.
///
/// Such a file is written once, so it is read to its end in one turn; after a crash in the middle of it, what was read
/// is decompressed again and passed over.
struct CompressedReading: SourceReading {
    let files: any FileSystem
    let limits: ReadLimits
    let tracked: TrackedSource

    let staysOpen = true

    private var opened: Opened?

    init(files: any FileSystem, limits: ReadLimits, tracked: TrackedSource) {
        self.files = files
        self.limits = limits
        self.tracked = tracked
    }

    /// What is remembered between batches.
    private struct Opened {
        let file: any FileContent
        let status: FileStatus
        let stream: ZstandardStream
        let reset: SourceResetReason?
        /// The next byte of the file.
        var offset: UInt64 = 0
        /// A piece of the file, and how much of it is decompressed.
        var piece: [UInt8] = []
        var used = 0
        /// Decompressed bytes still to be passed over.
        var skip: UInt64
        /// The last decompressed byte that was handed on or passed over.
        var before: UInt8?
        /// Decompressed bytes that were not handed on: the beginning of a line.
        var rest: [UInt8] = []
        var checkpoint: SourceCheckpoint
        var needsPiece: Bool { used == piece.count && !stream.mayHoldMore }
        var isAtEnd: Bool { offset >= status.size && needsPiece }
    }

    mutating func next() throws(FileAccessError) -> ReadOutcome {
        if opened == nil {
            if isUnchanged(try files.status(tracked.source.path)) { return .unchanged }
            guard let stream = ZstandardStream() else {
                return .unreadable("it is compressed, and this system has no libzstd; install the package libzstd1")
            }
            opened = try begin(stream)
        }
        guard var opened else { return .unchanged }
        defer { self.opened = opened }
        do {
            return try readBatch(&opened)
        } catch let error as FileAccessError {
            throw error
        } catch {
            return .unreadable("it is damaged, or not compressed with Zstandard (at byte \(opened.offset))")
        }
    }

    // MARK: - Beginning

    private func isUnchanged(_ status: FileStatus) -> Bool {
        guard let checkpoint = tracked.checkpoint else { return false }
        let known = checkpoint.fingerprint
        return known.device == status.device && known.inode == status.inode && checkpoint.size == status.size
            && checkpoint.modified == status.modified
    }

    private func begin(_ stream: ZstandardStream) throws(FileAccessError) -> Opened {
        let file = try files.open(tracked.source.path)
        let status = try file.status()
        let head = try file.read(at: 0, count: FingerprintHash.headLimit)
        let fingerprint = SourceFingerprint(
            device: status.device, inode: status.inode, birth: file.birthTime(), headLength: head.count,
            headHash: FingerprintHash.text(head))
        var reset: SourceResetReason?
        var offset: UInt64 = 0
        if let checkpoint = tracked.checkpoint, checkpoint.fingerprint == fingerprint {
            offset = checkpoint.byteOffset
        } else {
            reset = tracked.checkpoint == nil ? .firstSight : .replaced
        }
        let checkpoint = SourceCheckpoint(cursor: .byteOffset(offset), fingerprint: fingerprint, size: 0, modified: 0)
        return Opened(file: file, status: status, stream: stream, reset: reset, skip: offset, checkpoint: checkpoint)
    }

    // MARK: - Reading

    private func readBatch(_ opened: inout Opened) throws -> ReadOutcome {
        var hasLine = opened.rest.contains(UInt8(ascii: "\n"))
        while !hasLine || opened.rest.count < limits.chunk, !opened.isAtEnd {
            guard opened.rest.count <= limits.record else {
                return .unreadable("a line at byte \(opened.checkpoint.byteOffset) is longer than kato reads")
            }
            let searched = opened.rest.count
            try step(&opened)
            hasLine = hasLine || opened.rest[min(searched, opened.rest.count)...].contains(UInt8(ascii: "\n"))
        }
        return outcome(&opened)
    }

    /// Decompresses a little more, less what is to be passed over.
    private func step(_ opened: inout Opened) throws {
        if opened.needsPiece {
            opened.piece = try opened.file.read(at: opened.offset, count: Self.pieceBytes)
            opened.used = 0
            // The file became shorter than its status said.
            guard !opened.piece.isEmpty else { return opened.offset = opened.status.size }
            opened.offset += UInt64(opened.piece.count)
        }
        try opened.stream.step(opened.piece, from: &opened.used, into: &opened.rest)
        let skipped = Int(min(opened.skip, UInt64(opened.rest.count)))
        guard skipped > 0 else { return }
        opened.before = opened.rest[skipped - 1]
        opened.rest.removeFirst(skipped)
        opened.skip -= UInt64(skipped)
    }

    /// Compressed bytes read in one go.
    private static let pieceBytes = 64 << 10

    /// The complete lines there are as a batch; the beginning of another stays behind.
    private func outcome(_ opened: inout Opened) -> ReadOutcome {
        let isAtEnd = opened.isAtEnd
        let isWithinLine = ![nil, UInt8(ascii: "\n")].contains(opened.before)
        let found = opened.rest.withUnsafeBytes {
            LineRecords(in: $0, isWithinLine: isWithinLine, isAtEnd: isAtEnd)
        }
        var next = opened.checkpoint
        if isAtEnd { (next.size, next.modified) = (opened.status.size, opened.status.modified) }
        guard !found.records.isEmpty else { return .nothingComplete(next) }
        let end = found.end
        let buffer = Array(opened.rest[..<end])
        opened.rest.removeFirst(end)
        opened.before = buffer.last
        let start = opened.checkpoint.byteOffset
        next.cursor = .byteOffset(start + UInt64(end))
        opened.checkpoint = next
        let batch = RecordBatch(
            source: tracked.source, buffer: buffer, records: found.records, baseOffset: start, startsOver: start == 0,
            checkpoint: next)
        return .batch(batch, isAtEnd: isAtEnd, reset: start == 0 ? opened.reset : nil)
    }
}
