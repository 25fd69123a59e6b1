import FileAccess
import KatoModel
import KatoProviders

/// Reads the items of a document that is written anew with every change.
///
/// A look walks the whole document once: an incomplete one is left for later, and digests tell from where on it is
/// new. Only then are items handed on. An item that changed after it was read is handed on again, and so is everything
/// when the digests do not fit: identity makes that harmless.
struct DocumentReading: SourceReading {
    let files: any FileSystem
    let limits: ReadLimits
    let tracked: TrackedSource
    let layout: DocumentLayout

    let staysOpen = true

    private var plan: Plan?

    init(files: any FileSystem, limits: ReadLimits, tracked: TrackedSource, layout: DocumentLayout) {
        self.files = files
        self.limits = limits
        self.tracked = tracked
        self.layout = layout
    }

    /// What is to be handed on.
    private struct Plan {
        let file: any FileContent
        let status: FileStatus
        let reset: SourceResetReason?
        /// The walk, at the first item to be handed on.
        var walker: DocumentWalker
        /// How many items there are.
        let count: Int
        /// The record with the rest of the document; `nil` when it was handed on.
        var header: [UInt8]?
        var checkpoint: SourceCheckpoint
        var anchor: DocumentAnchor
    }

    mutating func next() throws(FileAccessError) -> ReadOutcome {
        if plan == nil, let outcome = try survey() { return outcome }
        guard var plan else { return .unchanged }
        defer { self.plan = plan }
        return try readBatch(&plan)
    }

    // MARK: - What is new

    /// Walks the document and makes the plan, or says why there is nothing to do.
    private mutating func survey() throws(FileAccessError) -> ReadOutcome? {
        if !tracked.isHinted, isUnchanged(try files.status(tracked.source.path)) { return .unchanged }
        let file = try files.open(tracked.source.path)
        let status = try file.status()
        let (known, anchor) = remembered()
        let start = DocumentWalker(file: file, limits: limits, itemsKey: layout.itemsKey)
        var (walker, beforeLast, afterLast) = (start, start, start)
        var last = ""
        walk: while true {
            if walker.count == known - 1 { beforeLast = walker }
            switch try walker.next(keepingBytes: false) {
            case .item(let digest, _): if walker.count == known { (afterLast, last) = (walker, digest) }
            case .complete: break walk
            case .torn: return .nothingComplete(noted(status))
            case .broken(let offset): return .unreadable("it is no JSON document (at byte \(offset))")
            case .tooLong(let offset): return .unreadable("an item before byte \(offset) is longer than kato reads")
            }
        }
        let header = FingerprintHash.text(walker.header)
        var reset: SourceResetReason?
        var first = start
        if tracked.checkpoint == nil {
            reset = .firstSight
        } else if walker.count < known {
            reset = .shrunk
        } else if known > 0, beforeLast.chain != anchor.before {
            reset = .rewritten
        } else if known > 0 {
            first = last == anchor.last ? afterLast : beforeLast
        }
        let isHeaderNew = first.count == 0 || header != anchor.header
        var next = reset == nil ? anchor : DocumentAnchor()
        next.header = header
        plan = Plan(
            file: file, status: status, reset: reset, walker: first, count: walker.count,
            header: isHeaderNew ? walker.header : nil, checkpoint: noted(status), anchor: next)
        return isHeaderNew || first.count < walker.count ? nil : .nothingComplete(noted(status))
    }

    private func remembered() -> (count: Int, anchor: DocumentAnchor) {
        guard case .itemIndex(let count, let text) = tracked.checkpoint?.cursor, let anchor = DocumentAnchor(text)
        else {
            return (0, DocumentAnchor())
        }
        return (count, anchor)
    }

    /// Written anew also means a new file in the place of the old one, so that says nothing here.
    private func isUnchanged(_ status: FileStatus) -> Bool {
        guard let checkpoint = tracked.checkpoint else { return false }
        return checkpoint.size == status.size && checkpoint.modified == status.modified
            && checkpoint.fingerprint.inode == status.inode
    }

    /// The last checkpoint, or one before the first item, for the file as it is now.
    private func noted(_ status: FileStatus) -> SourceCheckpoint {
        SourceCheckpoint(
            cursor: tracked.checkpoint?.cursor ?? .itemIndex(0, anchor: DocumentAnchor().text),
            fingerprint: SourceFingerprint(device: status.device, inode: status.inode, birth: 0), size: status.size,
            modified: status.modified)
    }

    // MARK: - Reading

    private func readBatch(_ plan: inout Plan) throws(FileAccessError) -> ReadOutcome {
        let base = plan.walker.offset
        let startsOver = plan.walker.count == 0
        var buffer: [UInt8] = []
        var records: [Range<Int>] = []
        func append(_ bytes: [UInt8]) {
            records.append(buffer.count..<(buffer.count + bytes.count))
            buffer += bytes
        }
        if let header = plan.header { append(header) }
        while plan.walker.count < plan.count, buffer.count < limits.chunk {
            let before = plan.walker.chain
            guard case .item(let digest, let bytes) = try plan.walker.next(keepingBytes: true) else {
                return .unchanged
            }
            (plan.anchor.before, plan.anchor.last) = (before, digest)
            append(bytes)
        }
        // Written anew meanwhile: what was read may be half of the one and half of the other.
        let now = try plan.file.status()
        guard now.size == plan.status.size, now.modified == plan.status.modified else { return .unchanged }
        let isAtEnd = plan.walker.count == plan.count
        plan.header = nil
        plan.checkpoint.cursor = .itemIndex(plan.walker.count, anchor: plan.anchor.text)
        // Only a document that was read to its end counts as unchanged when it looks the same again.
        (plan.checkpoint.size, plan.checkpoint.modified) = isAtEnd ? (plan.status.size, plan.status.modified) : (0, 0)
        let batch = RecordBatch(
            source: tracked.source, buffer: buffer, records: records, baseOffset: base, startsOver: startsOver,
            checkpoint: plan.checkpoint)
        return .batch(batch, isAtEnd: isAtEnd, reset: startsOver ? plan.reset : nil)
    }
}
