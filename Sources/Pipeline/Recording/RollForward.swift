import FileAccess
import KatoModel
import KatoRendering

/// Completes an append that was begun and perhaps interrupted. Never cuts anything off.
struct RollForward: Sendable {
    let context: RecordingContext

    /// Bytes of an identity line that have to stand at the end of a file to be taken for the start of kato's block.
    private static let fragmentMinimum = 8

    func resume(_ job: WriteJob, _ plan: RecordingPlan) async throws -> RecordingWriter.Step {
        let file = try DestinationFile.open(plan.destination, in: context)
        try await Quiescence(context: context).wait(file, landed: plan.landed)
        let end = job.base.size + UInt64(job.payload.count)
        let isSameFile = file.status.inode == job.base.inode && file.status.device == job.base.device
        if isSameFile, file.status.size >= job.base.size, file.status.size <= end {
            let placed = Int(file.status.size - job.base.size)
            if try file.content.read(at: job.base.size, count: placed) == Array(job.payload.prefix(placed)) {
                let append = AppendStep(context: context)
                if placed == job.payload.count { return try await append.settle(job, plan, file) }
                return try await append.land(job, plan, file, bytes: Array(job.payload.dropFirst(placed)))
            }
        }
        return try await rebase(job, plan, file)
    }

    /// Somebody else wrote meanwhile: what is missing by identity is decided anew for the file as it is.
    private func rebase(
        _ job: WriteJob, _ plan: RecordingPlan, _ file: DestinationFile
    ) async throws -> RecordingWriter.Step {
        let scan = try FileScan(file.content, size: file.status.size, format: plan.destination.format)
        let separator = context.renderer(plan.destination.format).separator
        var missing = job.blocks.filter { scan.blocks[$0.id] == nil && !isHeader($0, in: file) }
        let fragment = try fragment(of: missing + presentLast(job, scan), job, file)
        var bytes: [UInt8] = []
        var blocks: [PlacedBlock] = []
        if let fragment {
            bytes = Array(self.bytes(of: fragment.block, job).dropFirst(fragment.length))
            blocks.append(
                PlacedBlock(id: fragment.block.id, offset: 0, length: bytes.count, digest: fragment.block.digest))
            missing.removeAll { $0.id == fragment.block.id }
        }
        var builder = PayloadBuilder(separator: separator, tail: bytes.isEmpty ? try file.tail() : [0x0A])
        for block in missing { builder.add(id: block.id, bytes: self.bytes(of: block, job)) }
        blocks += builder.blocks.map { $0.moved(by: UInt64(bytes.count)) }
        bytes += builder.bytes
        let next = WriteJob(
            action: .append, periodID: job.periodID, payload: blocks.isEmpty ? [] : bytes, blocks: blocks,
            base: file.landed, done: job.done, renderState: job.renderState)
        try await context.store.begin(next, for: plan.id)
        return try await AppendStep(context: context).land(next, plan, file)
    }

    /// The front matter belongs at the start of a file and nowhere else.
    private func isHeader(_ block: PlacedBlock, in file: DestinationFile) -> Bool {
        file.status.size > 0 && block.id.hasPrefix("front")
    }

    /// The job's block whose identity line stands in the file last: only it can be cut short.
    private func presentLast(_ job: WriteJob, _ scan: FileScan) -> [PlacedBlock] {
        job.blocks.filter { scan.blocks[$0.id] != nil }.suffix(1)
    }

    /// The block of which only the beginning stands at the end of the file.
    private func fragment(
        of candidates: [PlacedBlock], _ job: WriteJob, _ file: DestinationFile
    ) throws -> (block: PlacedBlock, length: Int)? {
        guard let longest = candidates.map(\.length).max() else { return nil }
        let count = Int(min(UInt64(longest), file.status.size))
        let tail = try file.content.read(at: file.status.size - UInt64(count), count: count)
        for block in candidates {
            let bytes = self.bytes(of: block, job)
            let limit = min(bytes.count - 1, tail.count)
            guard limit >= Self.fragmentMinimum else { continue }
            for length in stride(from: limit, through: Self.fragmentMinimum, by: -1)
            where tail.suffix(length).elementsEqual(bytes.prefix(length)) {
                return (block, length)
            }
        }
        return nil
    }

    private func bytes(of block: PlacedBlock, _ job: WriteJob) -> [UInt8] {
        Array(job.payload[Int(block.offset)..<Int(block.offset) + block.length])
    }
}
