import FileAccess
import KatoModel
import TaskLoop

/// Writes a stored job's payload to the end of the file and makes sure that it landed where it was meant to.
struct AppendStep: Sendable {
    let context: RecordingContext

    /// What the file holds from the job's base on, when that is a beginning of the payload, perhaps followed by NUL bytes
    /// that a power cut left in the place of the rest: what this job wrote, and nobody else. `nil` otherwise.
    static func begun(_ job: WriteJob, _ file: DestinationFile) throws(FileAccessError) -> [UInt8]? {
        let size = file.status.size
        guard file.landed.isSameFile(as: job.base), size >= job.base.size,
            size <= job.base.size + UInt64(job.payload.count), let placed = try placed(job, file),
            placed.dropFirst(common(placed, job.payload)).allSatisfy({ $0 == 0 })
        else { return nil }
        return placed
    }

    /// Writes what is missing of the payload, makes it durable and says so.
    func land(_ job: WriteJob, _ plan: RecordingPlan, _ file: DestinationFile) async throws -> RecordingWriter.Step {
        guard try file.landed(size: file.status.size) != nil, let placed = try Self.begun(job, file) else {
            return .disturbed
        }
        let mark = context.readership.mark(file)
        let kept = Self.common(placed, job.payload)
        if kept < placed.count {
            try patch(file, with: Array(job.payload[kept..<placed.count]), at: job.base.size + UInt64(kept))
        }
        if placed.count < job.payload.count { try file.content.append(Array(job.payload[placed.count...])) }
        guard try stands(job, file, file.content.read(at:count:)) else { return .disturbed }
        // The device takes its time; other files and the journal need not wait for it.
        try await apart {
            try sync(job, file)
            // A file that was made for this write: its name has to last too.
            if job.base.size == 0 { try file.anchor.syncParent(file.destination.components) }
        }
        guard let landed = try file.landed(size: job.base.size + UInt64(job.payload.count)) else {
            return .disturbed
        }
        try await context.store.commit(
            job, for: plan.id, blocks: job.blocks.map { $0.moved(by: job.base.size) }, landed: landed,
            wasTorn: !placed.isEmpty)
        context.readership.note(job, of: plan.id, since: mark, wasTorn: !placed.isEmpty)
        return .progressed(blocks: job.blocks.count, landed: landed)
    }

    /// Makes the payload durable. A failed sync leaves open what reached the device, and the system then forgets that
    /// anything is missing: only reading back tells, and only a sync that succeeds afterwards counts.
    private func sync(_ job: WriteJob, _ file: DestinationFile) throws(FileAccessError) {
        do throws(FileAccessError) {
            try file.content.sync()
        } catch {
            guard try stands(job, file, file.content.readBack(at:count:)) else { throw error }
            try file.content.sync()
        }
    }

    /// True when the path leads to the file that was written and the payload is its end.
    private func stands(
        _ job: WriteJob, _ file: DestinationFile, _ read: (UInt64, Int) throws(FileAccessError) -> [UInt8]
    ) throws(FileAccessError) -> Bool {
        guard try file.landed(size: job.base.size + UInt64(job.payload.count)) != nil else { return false }
        return try read(job.base.size, job.payload.count) == job.payload
    }

    /// Writes over NUL bytes at the end of the file. Nothing is cut off, so what somebody adds meanwhile stays.
    private func patch(_ file: DestinationFile, with bytes: [UInt8], at offset: UInt64) throws(FileAccessError) {
        let content = try file.anchor.open(file.destination.components, .patch)
        // Looked at once more: somebody may have begun to save in place, and what is written behind the end of a file
        // that became shorter leaves a hole in it.
        let status = try content.status()
        guard status.isSameFile(as: file.status), status.size == file.status.size,
            try file.content.readBack(at: offset, count: bytes.count).allSatisfy({ $0 == 0 })
        else { return }
        try content.overwrite(bytes, at: offset)
    }

    /// What stands behind the job's base; `nil` when the file is shorter than a moment ago, because somebody has begun to
    /// save it in place. What they write next may hold what is missing now.
    private static func placed(_ job: WriteJob, _ file: DestinationFile) throws(FileAccessError) -> [UInt8]? {
        let count = Int(file.status.size - job.base.size)
        let placed = count == 0 ? [] : try file.content.readBack(at: job.base.size, count: count)
        return placed.count == count ? placed : nil
    }

    private static func common(_ left: [UInt8], _ right: [UInt8]) -> Int {
        zip(left, right).prefix { $0 == $1 }.count
    }
}
