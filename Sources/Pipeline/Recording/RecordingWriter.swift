import FileAccess
import KatoModel
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
    /// - Returns: how many blocks were written.
    /// - Throws: ``RecordingError`` when it has to wait. What is due stays due.
    package func bringUpToDate(_ recordingID: String) async throws -> Int {
        var written = 0
        var disturbed = 0
        while let plan = try await context.store.plan(recordingID) {
            let step = try await step(plan)
            switch step {
            case .idle: return written
            case .progressed(let blocks):
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
        return written
    }

    /// What a step came to.
    enum Step: Sendable {
        case idle
        case progressed(blocks: Int)
        /// The file changed under the write; the step is to be looked at anew.
        case disturbed
    }

    private func step(_ plan: RecordingPlan) async throws -> Step {
        if let job = plan.job {
            switch job.action {
            case .append: return try await RollForward(context: context).resume(job, plan)
            case .exchange: return try await FileReplacement(context: context).finish(job, plan)
            }
        }
        guard let period = plan.period else { return .idle }
        switch period.mode {
        case .prepare: return try await prepare(plan, period)
        case .append: return try await append(plan, period)
        case .replace:
            let file = try DestinationFile.open(plan.destination, in: context)
            if file.status.size == 0 { return try await append(plan, period) }
            return try await FileReplacement(context: context).replace(plan, period, file)
        }
    }

    // MARK: - Append

    /// Makes sure the file exists, with its front matter when it is empty.
    private func prepare(_ plan: RecordingPlan, _ period: RecordingPeriod) async throws -> Step {
        let file = try DestinationFile.open(plan.destination, in: context)
        var builder = try payload(plan, file)
        addHeader(plan, file, to: &builder)
        if builder.isEmpty {
            try await context.store.finish(period.id, of: plan.id)
            return .progressed(blocks: 0)
        }
        let job = job(builder, plan, period, file, done: period.done, state: plan.renderState)
        try await context.store.begin(job, for: plan.id)
        return try await AppendStep(context: context).land(job, plan, file)
    }

    private func append(_ plan: RecordingPlan, _ period: RecordingPeriod) async throws -> Step {
        let state = RenderState(plan.renderState) ?? RenderState()
        let rendering = try await PeriodRendering.next(plan, period, from: period.done, state: state, in: context)
        if rendering.blocks.isEmpty, period.mode == .append {
            return try await skip(to: rendering, plan, period)
        }
        let file = try DestinationFile.open(plan.destination, in: context)
        try await Quiescence(context: context).wait(file, landed: plan.landed)
        var builder = try payload(plan, file)
        addHeader(plan, file, to: &builder)
        // What kato has not put there itself may hold the blocks already: a state older than the file.
        let isForeign = plan.landed != file.landed && file.status.size > 0
        let present = isForeign ? try scan(file).blocks : [:]
        for block in rendering.blocks where present[block.id] == nil { builder.add(block) }
        if builder.isEmpty { return try await skip(to: rendering, plan, period) }
        let job = job(builder, plan, period, file, done: rendering.done, state: rendering.renderState.text)
        try await context.store.begin(job, for: plan.id)
        return try await AppendStep(context: context).land(job, plan, file)
    }

    /// Nothing of the rendering has to be written.
    private func skip(
        to rendering: PeriodRendering, _ plan: RecordingPlan, _ period: RecordingPeriod
    ) async throws -> Step {
        if rendering.isComplete {
            try await context.store.finish(period.id, of: plan.id)
            return .progressed(blocks: 0)
        }
        if rendering.done != period.done {
            try await context.store.advance(period.id, of: plan.id, to: rendering.done)
        }
        return rendering.isExhausted ? .idle : .progressed(blocks: 0)
    }

    // MARK: - Parts

    private func payload(_ plan: RecordingPlan, _ file: DestinationFile) throws -> PayloadBuilder {
        PayloadBuilder(separator: context.renderer(plan.destination.format).separator, tail: try file.tail())
    }

    private func addHeader(_ plan: RecordingPlan, _ file: DestinationFile, to builder: inout PayloadBuilder) {
        guard file.status.size == 0,
            let header = context.renderer(plan.destination.format).header(RecordingHeader(plan))
        else { return }
        builder.add(header)
    }

    private func scan(_ file: DestinationFile) throws -> FileScan {
        try FileScan(file.content, size: file.status.size, format: file.destination.format)
    }

    private func job(
        _ builder: PayloadBuilder, _ plan: RecordingPlan, _ period: RecordingPeriod, _ file: DestinationFile,
        done: EventPosition, state: String
    ) -> WriteJob {
        WriteJob(
            action: .append, periodID: period.id, payload: builder.bytes, blocks: builder.blocks, base: file.landed,
            done: done, renderState: state)
    }
}
