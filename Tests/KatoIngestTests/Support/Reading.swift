import FileAccess
import KatoModel
import KatoProviders
import KatoTestSupport

@testable import KatoIngest

/// One file under a ``SourceReader``, and what was read of it.
struct Reading {
    let folder: TemporaryDirectory
    let reader: SourceReader
    private(set) var tracked: TrackedSource
    private(set) var lines: [String] = []
    private(set) var resets: [SourceResetReason] = []
    private(set) var cuts: [UInt64] = []
    /// Bytes of the largest batch.
    private(set) var largest = 0

    static let name = "chat.jsonl"

    init(files: any FileSystem = LocalFileSystem(), _ change: (inout ReadLimits) -> Void = { _ in }) throws {
        folder = try TemporaryDirectory()
        var limits = ReadLimits()
        change(&limits)
        reader = SourceReader(files: files, limits: limits)
        let provider = LinesProvider()
        tracked = TrackedSource(
            found: FoundSource(
                source: SourceReference(
                    path: folder.file(Self.name), provider: provider.id, nativeID: "chat", agentID: nil),
                claim: SourceClaim(nativeID: "chat", agentID: nil),
                root: IngestRoot(path: folder.path, provider: provider), components: [Self.name]))
    }

    func write(_ text: String) throws { try folder.write(text, to: Self.name) }

    func append(_ text: String) throws { try folder.append(text, to: Self.name) }

    func append(_ bytes: [UInt8]) throws { try folder.append(bytes, to: Self.name) }

    /// Reads until nothing is left, and answers what came.
    @discardableResult
    mutating func drain(isHinted: Bool = true) throws -> [String] {
        let before = lines.count
        var isHinted = isHinted
        while true {
            defer { isHinted = false }
            tracked.isHinted = isHinted
            var look = reader.open(tracked)
            let outcome = try look.next()
            tracked.wasLookedAt = true
            switch outcome {
            case .unreadable(let reason): throw Unreadable(reason: reason)
            case .unchanged: return Array(lines[before...])
            case .nothingComplete(let checkpoint, let unfinished):
                (tracked.checkpoint, tracked.unfinished) = (checkpoint, unfinished)
                return Array(lines[before...])
            case .cutLine(let batch, let length):
                cuts.append(length)
                take(batch)
            case .batch(let batch, _, let reset):
                if let reset { resets.append(reset) }
                take(batch)
            }
        }
    }

    /// A daemon that starts anew knows what the journal holds: the checkpoint of the last records, and no more.
    mutating func restart(_ change: (inout SourceCheckpoint) -> Void = { _ in }) {
        if var checkpoint = stored {
            change(&checkpoint)
            stored = checkpoint
        }
        tracked = TrackedSource(found: tracked.found, checkpoint: stored)
    }

    private var stored: SourceCheckpoint?

    private mutating func take(_ batch: RecordBatch) {
        largest = max(largest, batch.buffer.count)
        lines += Delivery.lines(of: batch).map(\.text)
        tracked.checkpoint = batch.checkpoint
        tracked.unfinished = nil
        stored = batch.checkpoint
    }

    struct Unreadable: Error {
        let reason: String
    }
}
