import FileAccess
import KatoModel
import KatoRendering

/// Completes an append that was begun and perhaps interrupted. Never cuts anything off.
struct RollForward: Sendable {
    let context: RecordingContext

    func resume(_ job: WriteJob, _ plan: RecordingPlan) async throws -> RecordingWriter.Step {
        let append = AppendStep(context: context)
        if let file = try await file(job, plan), try AppendStep.begun(job, file) != nil {
            return try await append.land(job, plan, file)
        }
        // Somebody else wrote meanwhile: the whole file is looked at, and what is missing of this write is decided
        // anew for the file as it is.
        let look = try await ReconcileStep(context: context).run(plan, since: plan.landed ?? job.base)
        let due = try await due(job, plan, look)
        let parts = due.filter { !$0.isHeader || look.file.isEmpty }.map { BlockBytes($0, of: job) }
        let assembly = try AppendAssembly(
            parts, look.file, look.scan, separator: context.renderer(plan).separator)
        if !assembly.present.isEmpty {
            try await context.store.note(LedgerFinding(found: assembly.present), of: plan.id, landed: look.file.landed)
        }
        let next = WriteJob(
            action: .append, periodID: job.periodID, payload: assembly.payload, blocks: assembly.blocks,
            base: assembly.base, done: job.done, renderState: job.renderState)
        try await context.store.begin(next, for: plan.id)
        return try await append.land(next, plan, look.file)
    }

    /// The blocks of a job that may still have to be written.
    ///
    /// They go into the file in order. Where one of them stands, those before it did, too: what is missing of those was
    /// deleted since.
    private func due(_ job: WriteJob, _ plan: RecordingPlan, _ look: ReconcileStep.Look) async throws
        -> ArraySlice<PlacedBlock>
    {
        guard let scan = look.scan, let last = job.blocks.lastIndex(where: { scan.blocks[$0.id] != nil }) else {
            return job.blocks[...]
        }
        let deleted = job.blocks[..<last].filter { scan.blocks[$0.id] == nil && !$0.isHeader }
        if !deleted.isEmpty {
            let known = deleted.map { $0.moved(by: job.base.size) }
            try await context.store.note(
                LedgerFinding(found: known, deleted: known.map(\.id)), of: plan.id, landed: look.file.landed)
        }
        return job.blocks[last...]
    }

    /// The destination, if it is there.
    ///
    /// A file that this write began and that is shorter than the write was left so by an interruption, or has just been
    /// emptied by somebody who saves in place and puts back what is missing. Only time tells which.
    private func file(_ job: WriteJob, _ plan: RecordingPlan) async throws -> DestinationFile? {
        let file = try DestinationFile.openExisting(plan.destination, in: context)
        let whole = job.base.size + UInt64(job.payload.count)
        guard let file, job.base.size == 0, file.status.size < whole else { return file }
        let landed = LandedFile(device: file.status.device, inode: file.status.inode, size: whole)
        _ = try await Quiescence(context: context).wait(plan, since: landed)
        return try DestinationFile.openExisting(plan.destination, in: context)
    }
}
