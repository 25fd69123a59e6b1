import KatoModel
import KatoRendering
import StrictJSON

/// Events and a renderer's run over them, in short form.
enum Samples {
    static let time = Timestamp(milliseconds: 1_770_714_902_000)  // 2026-02-10T09:15:02Z
    static let session = SessionID(rawValue: "0a1b2c3d-0000-5000-8000-000000000000")
    static let berlin = RenderZone(offsetSeconds: { _ in 3600 }, abbreviation: { _ in "CET" })
    static let everything = RenderOptions(thinking: true, toolCalls: true, toolResults: true, systemEvents: true)

    static func event(
        _ number: UInt64,
        _ kind: EventKind,
        _ content: EventContent,
        model: String? = nil,
        time: Timestamp? = time,
        agentID: String? = nil
    ) -> ConversationEvent {
        ConversationEvent(
            id: EventID(high: number, low: 0xFF),
            sessionID: session,
            sequence: Int64(number),
            kind: kind,
            content: content,
            time: time,
            model: model,
            turn: 1,
            nativeID: "n\(number)",
            agentID: agentID
        )
    }

    static func user(_ number: UInt64, _ text: String) -> ConversationEvent {
        event(number, .userMessage, .text(text))
    }

    static func assistant(_ number: UInt64, _ text: String, model: String? = "claude-opus-4-5-20251101")
        -> ConversationEvent
    {
        event(number, .assistantMessage, .text(text), model: model)
    }

    static func call(_ number: UInt64, _ callID: String, _ name: String, summary: String?, input: JSONValue)
        -> ConversationEvent
    {
        let content = EventContent.toolCall(callID: callID, name: name, summary: summary, input: input)
        return event(number, .toolCall, content, model: "claude-opus-4-5")
    }

    static func result(_ number: UInt64, _ callID: String, _ text: String, isError: Bool = false) -> ConversationEvent {
        event(number, .toolResult, .toolResult(callID: callID, text: text, isError: isError))
    }

    /// Every block in one go, joined as a recorder joins them.
    static func render(_ events: [ConversationEvent], _ renderer: any ConversationRenderer) -> String {
        var state = RenderState()
        return blocks(events, renderer, &state).map(\.text).joined(separator: renderer.separator)
    }

    static func blocks(
        _ events: [ConversationEvent],
        _ renderer: any ConversationRenderer,
        _ state: inout RenderState
    ) -> [RenderedBlock] {
        var blocks: [RenderedBlock] = []
        for event in events {
            if let block = renderer.render(event, lines: nil, state: &state) { blocks.append(block) }
        }
        return blocks
    }

    /// One block's text without its identity line.
    static func body(_ event: ConversationEvent, _ options: RenderOptions = everything) -> String? {
        var state = RenderState()
        guard let block = MarkdownRenderer(options: options).render(event, lines: nil, state: &state) else {
            return nil
        }
        let parts = block.text.split(separator: "\n\n", maxSplits: 1)
        return parts.count == 2 ? String(parts[1].dropLast()) : nil
    }
}
