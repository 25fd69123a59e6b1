package import KatoModel

/// Renders a conversation as Markdown for people.
///
/// A heading stands where the speaker changes; another model is another speaker. Thinking, tools and questions belong
/// to the assistant, so they never stand below the user's heading; what the user chose is the user's.
package struct MarkdownRenderer: ConversationRenderer {
    private let options: RenderOptions
    private let zone: RenderZone

    package init(options: RenderOptions = RenderOptions(), zone: RenderZone = .utc) {
        self.options = options
        self.zone = zone
    }

    /// One blank line.
    package var separator: String { "\n" }

    /// The front matter, unless the options leave it out.
    package func header(_ header: RecordingHeader) -> RenderedBlock? {
        options.frontMatter ? FrontMatter.block(header, zone: zone) : nil
    }

    /// See ``ConversationRenderer/render(_:lines:state:)``. Sub-agents, raw records and blank texts give `nil`.
    package func render(_ event: ConversationEvent, lines: Range<Int>?, state: inout RenderState) -> RenderedBlock? {
        guard event.agentID == nil, let speaker = Speaker(of: event),
            let body = body(of: event, lines: lines, state: &state)
        else { return nil }
        let id = BlockIdentity.id(of: event.id, lines: lines)
        var text = BlockIdentity.markdownLine(id) + "\n"
        if let speaker = state.give(wordTo: speaker) {
            text += "# \(speaker.label)" + (event.time.map { " · \(zone.heading($0))" } ?? "") + "\n\n"
        }
        return RenderedBlock(id: id, text: text + body + "\n")
    }

    private func body(of event: ConversationEvent, lines: Range<Int>?, state: inout RenderState) -> String? {
        switch event.content {
        case .text(let text): return body(ofText: text, kind: event.kind, lines: lines)
        case .toolCall(let callID, let name, let summary, let input):
            let title = MarkdownTool.title(name: name, summary: summary)
            if options.toolResults { state.remember(call: callID, title: title) }
            guard options.toolCalls, !QuestionTool.asks(name: name, input: input) else { return nil }
            return MarkdownTool.call(title: title, input: input)
        case .toolResult(let callID, let text, let isError):
            guard options.toolResults else { return nil }
            let title = state.takeTitle(ofCall: callID) ?? MarkdownText.oneLine(callID, limit: 80)
            if QuestionTool.isAnswer(title: title, text: text, isError: isError) { return nil }
            return MarkdownTool.result(title: title, text: text, isError: isError)
        case .question(let question): return MarkdownDecision.question(question)
        case .answer(_, let selection, let header):
            return MarkdownDecision.answer(selection: selection, header: header)
        // Not a detail of the agent's: what follows takes the place of what stands above.
        case .info("rewound", _), .info("rewind", _):
            return MarkdownText.quoted("Went back to an earlier message and on from there.")
        case .info(let name, let text):
            guard options.systemEvents else { return nil }
            let label = MarkdownText.oneLine("\(event.kind.rawValue):\(name)", limit: 100)
            return MarkdownText.quoted("[\(label)] \(text ?? "")")
        case .raw: return nil
        }
    }

    private func body(ofText text: String, kind: EventKind, lines: Range<Int>?) -> String? {
        switch kind {
        case .userMessage: return MarkdownText.body(text, lines: lines, italic: options.italicizeUser)
        case .assistantThinking:
            guard options.thinking, let quoted = MarkdownText.quoted(text) else { return nil }
            return "> **Thinking**\n>\n" + quoted
        case .systemMessage: return options.systemEvents ? MarkdownText.body(text, lines: lines) : nil
        case .userCommand, .providerInfo:
            return options.systemEvents ? MarkdownText.quoted("[\(kind.rawValue)] \(text)") : nil
        case .userDecision: return MarkdownDecision.answer(selection: text, header: nil)
        case .assistantMessage, .toolCall, .toolResult, .decisionPrompt, .raw:
            return MarkdownText.body(text, lines: lines)
        }
    }
}
