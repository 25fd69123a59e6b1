import FileAccess
import FileTail
import KatoModel

/// Reads lines as they are appended, from a byte offset on.
struct LineReading: SourceReading {
    let files: any FileSystem
    let limits: ReadLimits
    let tracked: TrackedSource

    let staysOpen = false

    /// The next records after the tracked checkpoint.
    func next() throws(FileAccessError) -> ReadOutcome {
        let (source, checkpoint) = (tracked.source, tracked.checkpoint)
        // A file that looks the same is not even opened.
        if try tracked.looksUnchanged(files) { return .unchanged }
        let file = try files.open(source.path)
        let status = try file.status()
        let birth = file.birthTime()
        var known = checkpoint
        var reset: SourceResetReason?
        var isWithinLine = false
        let decision = FollowDecision.decide(checkpoint, status: status, birth: birth)
        switch decision {
        case .startOver(let reason): (known, reset) = (nil, reason)
        case .unchanged, .proceed:
            guard let checkpoint else { break }
            let content = try recognise(file, checkpoint)
            if content == .another { (known, reset) = (nil, .rewritten) }
            isWithinLine = content == .sameWithinLine
        }
        if reset == nil, decision == .unchanged, !tracked.hasUnreadEnd { return .unchanged }
        let start = known ?? beginning(status, birth)
        let searched = reset == nil ? try searchedEnd(file, size: status.size) : nil
        // A long line is read as a whole when it is seen first, and when nothing was added to it since.
        let isJudged = searched == nil || tracked.hasUnreadEnd && searched == status.size
        let read = try readLines(
            file, from: start.byteOffset, size: status.size, searched: isJudged ? nil : searched, isWithinLine)
        switch read {
        case .tooLong: return try cutLine(file, start, status)
        case .incomplete: return try nothingComplete(file, start, status, isJudged: isJudged)
        case .lines(let buffer, let lines, let isAtEnd):
            let checkpoint = advance(start, over: buffer, status: status, isAtEnd: isAtEnd)
            let batch = RecordBatch(
                source: source, buffer: buffer, records: lines, baseOffset: start.byteOffset,
                startsOver: start.byteOffset == 0, checkpoint: checkpoint)
            return .batch(batch, isAtEnd: isAtEnd, reset: reset)
        }
    }

    private func beginning(_ status: FileStatus, _ birth: Int64) -> SourceCheckpoint {
        SourceCheckpoint(
            cursor: .byteOffset(0),
            fingerprint: SourceFingerprint(device: status.device, inode: status.inode, birth: birth), size: 0,
            modified: 0)
    }

    // MARK: - Reading

    private enum Read {
        case incomplete
        case tooLong
        case lines([UInt8], [Range<Int>], isAtEnd: Bool)
    }

    /// Whole records from `offset` on: as many as fit in a chunk, at least one when there is one.
    ///
    /// - Parameter searched: where to look for the end of the first line; `nil` to read all of it.
    private func readLines(
        _ file: any FileContent, from offset: UInt64, size: UInt64, searched: UInt64?, _ isWithinLine: Bool
    ) throws(FileAccessError) -> Read {
        var length = limits.chunk
        if let searched, searched > offset {
            // Only the new bytes can hold the line's end.
            guard let end = try findLineEnd(file, from: searched, size: size) else { return .incomplete }
            length = max(length, Int(end - offset) + 1)
        }
        while true {
            guard length <= limits.record else { return .tooLong }
            let buffer = try file.read(at: offset, count: Int(min(UInt64(length), size - min(size, offset))))
            let isAtEnd = offset + UInt64(buffer.count) >= size
            let found = buffer.withUnsafeBytes { LineRecords(in: $0, isWithinLine: isWithinLine, isAtEnd: isAtEnd) }
            if !found.records.isEmpty {
                // Copied only when a tail is cut off, so that the buffer holds nothing but its records.
                let kept = found.end == buffer.count ? buffer : Array(buffer[..<found.end])
                return .lines(kept, found.records, isAtEnd: isAtEnd)
            }
            guard buffer.count == length else { return .incomplete }
            length *= 2
        }
    }

    private func nothingComplete(
        _ file: any FileContent, _ start: SourceCheckpoint, _ status: FileStatus, isJudged: Bool = true
    ) throws(FileAccessError) -> ReadOutcome {
        var noted = start
        (noted.size, noted.modified) = (status.size, status.changed)
        // A short line is simply read again.
        guard status.size > start.byteOffset + UInt64(limits.chunk) else { return .nothingComplete(noted, nil) }
        let anchor = try anchor(of: file, before: status.size)
        return .nothingComplete(
            noted,
            UnfinishedLine(
                searched: status.size, anchorLength: anchor.count, anchorHash: FingerprintHash.text(anchor),
                isJudged: isJudged))
    }

    /// Where searching goes on in an unfinished line; `nil` when what was searched is not there any more.
    private func searchedEnd(_ file: any FileContent, size: UInt64) throws(FileAccessError) -> UInt64? {
        guard let line = tracked.unfinished, line.searched <= size else { return nil }
        let anchor = try file.read(at: line.searched - UInt64(line.anchorLength), count: line.anchorLength)
        return FingerprintHash.text(anchor) == line.anchorHash ? line.searched : nil
    }

    /// Goes past a line that is too long to be read whole, keeping its beginning.
    private func cutLine(_ file: any FileContent, _ start: SourceCheckpoint, _ status: FileStatus)
        throws(FileAccessError) -> ReadOutcome
    {
        let from = start.byteOffset + UInt64(limits.record)
        guard let end = try findLineEnd(file, from: from, size: status.size) else {
            return try nothingComplete(file, start, status)
        }
        let beginning = try file.read(at: start.byteOffset, count: min(limits.chunk, limits.record))
        var next = advance(start, over: beginning, status: status, isAtEnd: false)
        next.cursor = .byteOffset(end + 1)
        let anchor = try anchor(of: file, before: end + 1)
        next.fingerprint.anchorLength = anchor.count
        next.fingerprint.anchorHash = FingerprintHash.text(anchor)
        let batch = RecordBatch(
            source: tracked.source, buffer: beginning, records: [0..<beginning.count], baseOffset: start.byteOffset,
            startsOver: start.byteOffset == 0, checkpoint: next)
        return .cutLine(batch, length: end - start.byteOffset)
    }

    private func anchor(of file: any FileContent, before end: UInt64) throws(FileAccessError) -> [UInt8] {
        let count = min(UInt64(FingerprintHash.anchorLimit), end)
        return try file.read(at: end - count, count: Int(count))
    }

    private func findLineEnd(_ file: any FileContent, from start: UInt64, size: UInt64) throws(FileAccessError)
        -> UInt64?
    {
        var offset = start
        while offset < size {
            let bytes = try file.read(at: offset, count: limits.chunk)
            guard !bytes.isEmpty else { return nil }
            if let hit = bytes.withUnsafeBytes({ LineFramer.nextLineEnd(in: $0, from: 0) }) {
                return offset + UInt64(hit)
            }
            offset += UInt64(bytes.count)
        }
        return nil
    }

    // MARK: - Recognition

    private enum Content {
        case another, same
        /// The checkpoint stands behind a record whose line had no end.
        case sameWithinLine
    }

    private func recognise(_ file: any FileContent, _ checkpoint: SourceCheckpoint) throws(FileAccessError) -> Content {
        let known = checkpoint.fingerprint
        let head = try file.read(at: 0, count: known.headLength)
        guard FingerprintHash.text(head) == known.headHash || known.headLength == 0 else { return .another }
        let anchor = try file.read(at: checkpoint.byteOffset - UInt64(known.anchorLength), count: known.anchorLength)
        guard FingerprintHash.text(anchor) == known.anchorHash || known.anchorLength == 0 else { return .another }
        return [nil, UInt8(ascii: "\n")].contains(anchor.last) ? .same : .sameWithinLine
    }

    private func advance(_ start: SourceCheckpoint, over buffer: [UInt8], status: FileStatus, isAtEnd: Bool)
        -> SourceCheckpoint
    {
        var next = start
        next.cursor = .byteOffset(start.byteOffset + UInt64(buffer.count))
        if start.byteOffset == 0 {
            next.fingerprint.headLength = min(buffer.count, FingerprintHash.headLimit)
            next.fingerprint.headHash = FingerprintHash.text(Array(buffer.prefix(FingerprintHash.headLimit)))
        }
        next.fingerprint.anchorLength = min(buffer.count, FingerprintHash.anchorLimit)
        next.fingerprint.anchorHash = FingerprintHash.text(Array(buffer.suffix(FingerprintHash.anchorLimit)))
        // Only a file read to its end counts as unchanged when it looks the same again.
        (next.size, next.modified) = isAtEnd ? (status.size, status.changed) : (0, 0)
        return next
    }
}
