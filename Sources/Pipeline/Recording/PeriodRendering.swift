import KatoModel
import KatoRendering

/// The next part of a period as blocks.
struct PeriodRendering: Sendable {
    let blocks: [RenderedBlock]
    /// How far the period is done with these blocks.
    let done: EventPosition
    /// The period holds nothing after `done` for now.
    let isExhausted: Bool
    /// The period is over with these blocks.
    let isComplete: Bool
    let renderState: RenderState

    /// Renders the events after `from`, as many as one write should carry.
    static func next(
        _ plan: RecordingPlan, _ period: RecordingPeriod, from: EventPosition, state: RenderState,
        with renderer: any ConversationRenderer, in context: RecordingContext
    ) async throws -> PeriodRendering {
        var state = state
        let last = period.lastSequence(limit: plan.limit)
        guard last >= from.sequence else {
            return PeriodRendering(
                blocks: [], done: from, isExhausted: true, isComplete: isOver(period, at: from), renderState: state)
        }
        let slice = try await events(plan, period, from, last, in: context)
        var blocks: [RenderedBlock] = []
        for event in slice.events {
            let lines = lines(of: event, from: from, end: period.end)
            if let block = renderer.render(event, lines: lines, state: &state) { blocks.append(block) }
        }
        let reached = slice.isLast ? last + 1 : (slice.events.last?.sequence ?? last) + 1
        let done = min(EventPosition(sequence: reached), period.end ?? EventPosition(sequence: reached))
        return PeriodRendering(
            blocks: blocks, done: done, isExhausted: slice.isLast, isComplete: isOver(period, at: done),
            renderState: state)
    }

    /// What the plan brought with it, or what the journal says.
    private static func events(
        _ plan: RecordingPlan, _ period: RecordingPeriod, _ from: EventPosition, _ last: Int64,
        in context: RecordingContext
    ) async throws -> EventSlice {
        if let next = plan.next, from == period.done { return next }
        return try await context.store.recordableEvents(of: plan.session.id, from: from, upTo: last)
    }

    private static func isOver(_ period: RecordingPeriod, at done: EventPosition) -> Bool {
        guard let end = period.end else { return false }
        return done >= end || (end.line == 0 && done.sequence >= end.sequence)
    }

    /// The lines of a message that a period's edge cuts; `nil` for all of them.
    private static func lines(of event: ConversationEvent, from: EventPosition, end: EventPosition?) -> Range<Int>? {
        let first = event.sequence == from.sequence ? from.line : 0
        let last = end?.sequence == event.sequence ? end?.line ?? Int.max : Int.max
        return first == 0 && last == Int.max ? nil : first..<max(first, last)
    }
}
