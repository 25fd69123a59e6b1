import KatoModel
import KatoRendering

/// Puts blocks back at the end of the file that a save dropped, or that the user wants back.
///
/// They are rendered again from the journal, so each stands for itself: its speaker is named even where the block
/// before it had done so.
struct RestoreStep: Sendable {
    let context: RecordingContext

    /// Bytes after which the rest is left to the next step.
    private static let weight = 1 << 20

    func restore(_ plan: RecordingPlan) async throws -> RecordingWriter.Step {
        let reconcile = ReconcileStep(context: context)
        let look = try await reconcile.open(plan)
        let scan = try look.scan ?? reconcile.scan(look.file)
        let renderer = context.renderer(plan)
        var state = RenderState()
        var parts: [BlockBytes] = []
        var lost: [String] = []
        var weight = 0
        for source in try await context.store.droppedBlocks(of: plan.id) where weight < Self.weight {
            let block = source.event.flatMap { renderer.render($0, lines: source.lines, state: &state) }
            guard let block, block.id == source.id else {
                // The configuration leaves it out by now, or the journal does not know it.
                lost.append(source.id)
                continue
            }
            parts.append(BlockBytes(block))
            weight += block.text.utf8.count
        }
        if look.file.isEmpty, let header = renderer.header(RecordingHeader(plan)) {
            parts.insert(BlockBytes(header), at: 0)
        }
        let assembly = try AppendAssembly(parts, look.file, scan, separator: renderer.separator)
        let finding = LedgerFinding(found: assembly.present, deleted: lost)
        if !finding.isEmpty { try await context.store.note(finding, of: plan.id, landed: look.file.landed) }
        guard !assembly.isEmpty else { return .progressed(blocks: 0) }
        var next = RenderState(plan.renderState) ?? RenderState()
        next.takeSpeaker(from: state)
        // No period moves on with it.
        let job = WriteJob(
            action: .append, periodID: 0, payload: assembly.payload, blocks: assembly.blocks, base: assembly.base,
            done: .start, renderState: next.text)
        try await context.store.begin(job, for: plan.id)
        return try await AppendStep(context: context).land(job, plan, look.file)
    }
}
