import FileAccess
import KatoModel

/// Appends a stored job's payload and makes sure that it landed where it was meant to.
struct AppendStep: Sendable {
    let context: RecordingContext

    /// Writes the payload after the job's base.
    func land(_ job: WriteJob, _ plan: RecordingPlan, _ file: DestinationFile) async throws -> RecordingWriter.Step {
        guard try file.hasLanded(size: job.base.size) else { return .disturbed }
        return try await land(job, plan, file, bytes: job.payload)
    }

    /// Writes `bytes`, the part of the payload that is missing at the end of the file.
    func land(
        _ job: WriteJob, _ plan: RecordingPlan, _ file: DestinationFile, bytes: [UInt8]
    ) async throws -> RecordingWriter.Step {
        do throws(FileAccessError) {
            try file.content.append(bytes)
        } catch {
            throw DestinationFile.describe(error, plan.destination)
        }
        guard try stands(job, file) else { return .disturbed }
        return try await settle(job, plan, file)
    }

    /// The payload stands in the file: makes it durable, then says so.
    func settle(_ job: WriteJob, _ plan: RecordingPlan, _ file: DestinationFile) async throws -> RecordingWriter.Step {
        do throws(FileAccessError) {
            try file.content.sync()
        } catch {
            throw DestinationFile.describe(error, plan.destination)
        }
        let end = job.base.size + UInt64(job.payload.count)
        try await context.store.commit(
            job, for: plan.id, blocks: job.blocks.map { $0.moved(by: job.base.size) },
            landed: LandedFile(device: file.status.device, inode: file.status.inode, size: end))
        return .progressed(blocks: job.blocks.count)
    }

    /// True when the path leads to the file that was written and the payload is its end.
    private func stands(_ job: WriteJob, _ file: DestinationFile) throws -> Bool {
        let end = job.base.size + UInt64(job.payload.count)
        guard try file.hasLanded(size: end) else { return false }
        return try file.content.read(at: job.base.size, count: job.payload.count) == job.payload
    }
}
