import KatoControlProtocol
import KatoIngest
import KatoModel

/// Adds up what a check finds, file by file. Pure.
struct CheckTally {
    private struct File {
        var records = 0
        /// Up to here each byte is part of a record or a line end.
        var end: UInt64 = 0
        var isLines = true
        var missing = 0
        var firstMissing: UInt64?
        /// Records that were written since the journal last looked.
        var waiting = 0
        /// Bytes between batches.
        var gaps: [Range<UInt64>] = []
        /// Bytes between the records of a batch.
        var strays = 0
    }

    private var files: [String: File] = [:]

    /// - Parameters:
    ///   - missing: records of the batch that the journal does not hold.
    ///   - readUpTo: how far the journal's own reading has come in this source; `nil` when it never read it.
    mutating func take(_ batch: EventBatch, missing: [NormalizedRecord], readUpTo: SourceCheckpoint?) {
        var file = files[batch.source.path] ?? File()
        file.records += batch.records.count
        if case .byteOffset = batch.checkpoint.cursor {
            if batch.baseOffset > file.end { file.gaps.append(file.end..<batch.baseOffset) }
            file.strays += Self.strays(in: batch)
            file.end = batch.baseOffset + UInt64(batch.buffer.count)
        } else {
            file.isLines = false
        }
        for record in missing {
            let offset = batch.baseOffset + UInt64(record.bytes.lowerBound)
            if file.isLines, offset >= readUpTo?.byteOffset ?? 0 {
                file.waiting += 1
            } else {
                file.missing += 1
                file.firstMissing = file.firstMissing ?? offset
            }
        }
        files[batch.source.path] = file
    }

    private static let lineEnds = Set(" \t\r\n".utf8)

    /// Bytes between the records of a batch that are no line ends, with the white space before those.
    private static func strays(in batch: EventBatch) -> Int {
        let ends = batch.records.map(\.bytes.lowerBound) + [batch.buffer.count]
        let starts = [0] + batch.records.map(\.bytes.upperBound)
        return zip(starts, ends).reduce(0) { sum, gap in
            sum + (gap.0 < gap.1 ? batch.buffer[gap.0..<gap.1].count { !lineEnds.contains($0) } : 0)
        }
    }

    /// What it comes to, with what reading itself had to say.
    func report(_ progress: IngestProgress) -> CheckReport {
        var problems: [CheckFinding] = []
        var skips: [CheckFinding] = []
        for (path, file) in files {
            let cuts = progress.cutLines[path] ?? []
            if let first = cuts.first {
                let leftOut = cuts.reduce(0) { $0 + $1.leftOut.count }
                skips.append(CheckFinding(path: path, reason: "line-cut", count: leftOut, offset: first.offset))
            }
            if file.missing > 0 {
                problems.append(
                    CheckFinding(path: path, reason: "records-missing", count: file.missing, offset: file.firstMissing))
            }
            let gaps = file.gaps.filter { gap in !cuts.contains { $0.leftOut == gap } }
            let lost = file.strays + gaps.reduce(0) { $0 + $1.count }
            if lost > 0 {
                problems.append(
                    CheckFinding(path: path, reason: "bytes-unaccounted", count: lost, offset: gaps.first?.lowerBound))
            }
            if file.waiting > 0 { skips.append(CheckFinding(path: path, reason: "not-read-yet", count: file.waiting)) }
        }
        problems += progress.unreadable.map { CheckFinding(path: $0.key, reason: "unreadable", detail: $0.value) }
        skips += progress.unfinished.map {
            CheckFinding(path: $0.key, reason: "unfinished-line", count: Int(clamping: $0.value))
        }
        return CheckReport(
            files: Set(files.keys).union(progress.unfinished.keys).count,
            records: files.values.reduce(0) { $0 + $1.records },
            bytes: files.values.reduce(0) { $0 + Int64(clamping: $1.end) },
            problems: problems.sorted { $0.path < $1.path }, skips: skips.sorted { $0.path < $1.path })
    }
}
