import FileAccess
package import KatoModel
import KatoObservability
import KatoRendering

/// Brings one recording's file up to date, step by step. One of these at a time may work on a file.
///
/// Each step is stored before it is tried and checked after it was done, so it can be interrupted anywhere: the next
/// run finds the stored step and completes it (`docs/decisions/0005-append-protocol.md`).
package struct RecordingWriter: Sendable {
    let context: RecordingContext

    /// Times a write is tried again because the file changed meanwhile, before the recording waits.
    private static let attempts = 32

    package init(context: RecordingContext) {
        self.context = context
    }

    /// Works until nothing is due.
    ///
    /// - Returns: how many blocks were written, and the file as it was left.
    /// - Throws: ``RecordingError`` when it has to wait. What is due stays due.
    package func bringUpToDate(_ recordingID: String) async throws -> Outcome {
        var written = 0
        var disturbed = 0
        var landed: LandedFile?
        while let plan = try await context.store.plan(recordingID) {
            landed = plan.landed
            switch try await step(plan) {
            case .idle: return Outcome(blocks: written, landed: landed)
            case .settled(let blocks, let landed): return Outcome(blocks: written + blocks, landed: landed)
            case .progressed(let blocks, _):
                written += blocks
                disturbed = 0
            case .disturbed:
                disturbed += 1
                guard disturbed < Self.attempts else {
                    throw RecordingError(
                        .destinationBusy, "\(plan.destination.path) keeps changing while kato writes to it.",
                        hint: "Close what writes to it; recording goes on by itself.")
                }
            }
        }
        return Outcome(blocks: written, landed: landed)
    }

    /// What came of it.
    package struct Outcome: Sendable, Hashable {
        package let blocks: Int
        package let landed: LandedFile?
    }

    /// What a step came to.
    enum Step: Sendable {
        case idle
        /// - Parameter landed: the file as a write left it.
        case progressed(blocks: Int, landed: LandedFile? = nil)
        /// All that the journal held when the step began is written. What came since has been announced.
        case settled(blocks: Int, landed: LandedFile)
        /// The file changed under the write; the step is to be looked at anew.
        case disturbed
    }

    private func step(_ plan: RecordingPlan) async throws -> Step {
        guard context.admits(plan.destination) else {
            throw RecordingError(
                .destinationDenied, "\(plan.destination.path) is not where kato may write any more.",
                hint: "Add its folder to recording.allowedRoots again, or end the recording with ::stop.")
        }
        do {
            return try await decide(plan)
        } catch let error as FileAccessError {
            throw DestinationFile.describe(error, plan.destination)
        }
    }

    /// What was begun comes first, then what waits to be put back, then what is new. With nothing due, the file is
    /// looked at in case somebody saved over it.
    private func decide(_ plan: RecordingPlan) async throws -> Step {
        if let job = plan.job {
            switch job.action {
            case .append: return try await RollForward(context: context).resume(job, plan)
            case .exchange: return try await FileReplacement(context: context).finish(job, plan)
            }
        }
        if plan.hasDropped { return try await RestoreStep(context: context).restore(plan) }
        guard let period = plan.period else { return try await ReconcileStep(context: context).check(plan) }
        switch period.mode {
        case .prepare: return try await prepare(plan, period)
        case .append: return try await append(plan, period)
        case .replace:
            let file = try DestinationFile.open(plan.destination, in: context)
            if file.isEmpty { return try await append(plan, period) }
            return try await FileReplacement(context: context).replace(plan, period, file)
        }
    }

    // MARK: - Append

    /// Makes sure the file exists, with its front matter when it is empty.
    private func prepare(_ plan: RecordingPlan, _ period: RecordingPeriod) async throws -> Step {
        let look = try await ReconcileStep(context: context).open(plan)
        let assembly = try assemble([], plan, look, context.renderer(plan))
        if assembly.isEmpty {
            try await context.store.finish(period.id, of: plan.id)
            return .progressed(blocks: 0)
        }
        return try await write(assembly, plan, period, look, done: period.done, state: plan.renderState)
    }

    private func append(_ plan: RecordingPlan, _ period: RecordingPeriod) async throws -> Step {
        let state = RenderState(plan.renderState) ?? RenderState()
        let renderer = context.renderer(plan)
        let rendering = try await PeriodRendering.next(
            plan, period, from: period.done, state: state, with: renderer, in: context)
        if rendering.blocks.isEmpty, period.mode == .append { return try await skip(to: rendering, plan, period) }
        let reconcile = ReconcileStep(context: context)
        var look = try await reconcile.open(plan)
        // Somebody saved while the empty file was looked at: whether it may be replaced is asked anew.
        if period.mode == .replace, !look.file.isEmpty { return .disturbed }
        // What an old buffer dropped goes back before what comes after it.
        if look.hasDropped { return .progressed(blocks: 0) }
        if look.scan == nil, plan.mayHoldUnread,
            try await context.store.holdsUnread(rendering.blocks.map(\.id), path: plan.destination.path)
        {
            look = ReconcileStep.Look(
                file: look.file, scan: try reconcile.scan(look.file), hasDropped: look.hasDropped)
        }
        let assembly = try assemble(rendering.blocks, plan, look, renderer)
        if !assembly.present.isEmpty {
            // The file is ahead of the journal, as after a power cut.
            try await context.store.note(LedgerFinding(found: assembly.present), of: plan.id, landed: look.file.landed)
        }
        if assembly.isEmpty { return try await skip(to: rendering, plan, period) }
        let step = try await write(
            assembly, plan, period, look, done: rendering.done, state: rendering.renderState.text)
        guard case .progressed(let blocks, let landed?) = step, rendering.isExhausted, !rendering.isComplete else {
            return step
        }
        return .settled(blocks: blocks, landed: landed)
    }

    /// Nothing of the rendering has to be written.
    private func skip(to rendering: PeriodRendering, _ plan: RecordingPlan, _ period: RecordingPeriod) async throws
        -> Step
    {
        if rendering.isComplete {
            try await context.store.finish(period.id, of: plan.id)
            return .progressed(blocks: 0)
        }
        if rendering.done != period.done {
            try await context.store.advance(period.id, of: plan.id, to: rendering.done)
        }
        return rendering.isExhausted ? try await ReconcileStep(context: context).check(plan) : .progressed(blocks: 0)
    }

    // MARK: - Parts

    /// The blocks as they go into the file, behind the front matter when it is empty.
    private func assemble(
        _ blocks: [RenderedBlock], _ plan: RecordingPlan, _ look: ReconcileStep.Look,
        _ renderer: any ConversationRenderer
    ) throws -> AppendAssembly {
        let header = look.file.isEmpty ? renderer.header(RecordingHeader(plan)) : nil
        let parts = ([header].compactMap { $0 } + blocks).map { BlockBytes($0) }
        return try AppendAssembly(parts, look.file, look.scan, separator: renderer.separator)
    }

    private func write(
        _ assembly: AppendAssembly, _ plan: RecordingPlan, _ period: RecordingPeriod, _ look: ReconcileStep.Look,
        done: EventPosition, state: String
    ) async throws -> Step {
        let job = WriteJob(
            action: .append, periodID: period.id, payload: assembly.payload, blocks: assembly.blocks,
            base: assembly.base, done: done, renderState: state)
        let began = context.emitter.nanoseconds()
        try await context.store.begin(job, for: plan.id)
        let step = try await AppendStep(context: context).land(job, plan, look.file)
        if case .progressed(let blocks, _) = step {
            context.emitter.emit(
                RecordingAppended(
                    session: plan.session.id, path: plan.destination.path, blocks: blocks,
                    bytes: assembly.payload.count, began: began, ended: context.emitter.nanoseconds()))
        }
        return step
    }
}
