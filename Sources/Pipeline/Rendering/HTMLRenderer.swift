package import KatoModel

/// Renders a conversation as one HTML file that needs nothing else: no script, no font, no picture from anywhere.
///
/// A block is a comment with its identity and a `section`; the next block can be appended to it at any time (see
/// ``HTMLHead``). Shows what the Markdown recording shows.
package struct HTMLRenderer: ConversationRenderer {
    private let options: RenderOptions
    private let zone: RenderZone

    package init(options: RenderOptions = RenderOptions(), zone: RenderZone = .utc) {
        self.options = options
        self.zone = zone
    }

    /// Nothing: a block ends its last line.
    package var separator: String { "" }

    /// The head of the document. Always there: without it the file would be no HTML document.
    package func header(_ header: RecordingHeader) -> RenderedBlock? {
        HTMLHead.block(header, zone: zone)
    }

    /// See ``ConversationRenderer/render(_:lines:state:)``. Sub-agents, raw records and blank texts give `nil`.
    package func render(_ event: ConversationEvent, lines: Range<Int>?, state: inout RenderState) -> RenderedBlock? {
        guard event.agentID == nil, let speaker = Speaker(of: event),
            let body = body(of: event, lines: lines, state: &state)
        else { return nil }
        let id = BlockIdentity.id(of: event.id, lines: lines)
        var text = BlockIdentity.htmlLine(id) + "\n<section class=\"\(speaker.word)\">\n"
        if let speaker = state.give(wordTo: speaker) {
            let time = event.time.map { "<time datetime=\"\(zone.rfc3339($0))\">\(zone.heading($0))</time>" }
            text += "<h2>\(HTMLText.escaped(speaker.label))\(time ?? "")</h2>\n"
        }
        return RenderedBlock(id: id, text: text + body + "</section>\n")
    }

    private func body(of event: ConversationEvent, lines: Range<Int>?, state: inout RenderState) -> String? {
        switch event.content {
        case .text(let text): return body(ofText: text, kind: event.kind, lines: lines)
        case .toolCall(let callID, let name, let summary, let input):
            let title = MarkdownTool.title(name: name, summary: summary)
            if options.toolResults { state.remember(call: callID, title: title) }
            guard options.toolCalls, !QuestionTool.asks(name: name, input: input) else { return nil }
            return HTMLTool.call(title: title, input: input)
        case .toolResult(let callID, let text, let isError):
            guard options.toolResults else { return nil }
            let title = state.takeTitle(ofCall: callID) ?? MarkdownText.oneLine(callID, limit: 80)
            if QuestionTool.isAnswer(title: title, text: text, isError: isError) { return nil }
            return HTMLTool.result(title: title, text: text, isError: isError)
        case .question(let question): return HTMLTool.question(question)
        case .answer(_, let selection, let header): return HTMLTool.answer(selection, header: header)
        case .info(let name, let text):
            guard options.systemEvents else { return nil }
            return HTMLProse.body("> [\(event.kind.rawValue):\(MarkdownText.oneLine(name, limit: 80))] \(text ?? "")")
        case .raw: return nil
        }
    }

    private func body(ofText text: String, kind: EventKind, lines: Range<Int>?) -> String? {
        switch kind {
        case .assistantThinking:
            guard options.thinking, let body = HTMLProse.body(text, lines: lines) else { return nil }
            return "<details class=\"thinking\"><summary>Thinking</summary>\n\(body)</details>\n"
        case .systemMessage, .userCommand, .providerInfo:
            return options.systemEvents ? HTMLProse.body(text, lines: lines) : nil
        case .userDecision: return HTMLTool.answer(text, header: nil)
        case .userMessage, .assistantMessage, .toolCall, .toolResult, .decisionPrompt, .raw:
            return HTMLProse.body(text, lines: lines)
        }
    }
}
