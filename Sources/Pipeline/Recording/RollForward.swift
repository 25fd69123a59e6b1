import FileAccess
import KatoModel
import KatoRendering

/// Completes an append that was begun and perhaps interrupted. Never cuts anything off.
struct RollForward: Sendable {
    let context: RecordingContext

    func resume(_ job: WriteJob, _ plan: RecordingPlan) async throws -> RecordingWriter.Step {
        let append = AppendStep(context: context)
        if let file = try DestinationFile.openExisting(plan.destination, in: context),
            try AppendStep.isContinuation(job, file)
        {
            return try await append.land(job, plan, file)
        }
        // Somebody else wrote meanwhile: the whole file is looked at, and what is missing of this write is decided
        // anew for the file as it is.
        let look = try await ReconcileStep(context: context).run(plan, since: plan.landed ?? job.base)
        let parts = job.blocks.filter { !$0.isHeader || look.file.isEmpty }.map { BlockBytes($0, of: job) }
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
}
