import KatoModel

/// Turns the content of one user message into drafts, in the order of its blocks.
struct ClaudeUserDecoder {
    private(set) var drafts: [EventDraft] = []
    /// A title from the user's words, when there are any in the main conversation.
    private(set) var title: String?

    private let time: Timestamp?
    private let isInjected: Bool
    private let isMain: Bool
    /// Texts and files that follow each other are one message.
    private var parts: [String] = []
    private var hasStartedTurn = false

    /// - Parameters:
    ///   - isInjected: the record says that the user did not type it.
    ///   - isMain: it does not belong to a sub-agent.
    init(time: Timestamp?, isInjected: Bool, isMain: Bool) {
        self.time = time
        self.isInjected = isInjected
        self.isMain = isMain
    }

    /// Adds a draft for each part of the message; answers to questions come after the tool result they stand in.
    mutating func decode(_ blocks: [ClaudeContentBlock], result: ClaudeToolUseResult? = nil) {
        for block in blocks { decode(block) }
        flush()
        for answer in result.map(ClaudeQuestionDecoder.answers) ?? [] { add(.userDecision, answer) }
    }

    private mutating func decode(_ block: ClaudeContentBlock) {
        switch block {
        case .text(let text): decode(text)
        case .file(let label): parts.append(label)
        case .toolResult(let id, let text, let isError):
            let clean = PlainText.withoutControlSequences(text)
            flush()
            add(.toolResult, .toolResult(callID: id, text: clean, isError: isError))
        case .thinking: addRaw("unknown-block:thinking")
        case .toolUse: addRaw("unknown-block:tool_use")
        case .unknown(let type): addRaw("unknown-block:\(type)")
        case .malformed(let field): addRaw("unexpected-shape:\(field)")
        }
    }

    private mutating func decode(_ text: String) {
        switch ClaudeUserText(text) {
        case .commandOutput(let output): addInfo("local-command-output", output)
        case .interruption(let mark): addInfo("interrupted", mark)
        case .blank: break
        case _ where isInjected:
            parts.append(PlainText.trimmed(PlainText.withoutControlSequences(text)))
        case .prompt(let words):
            parts.append(words)
            if isMain, title == nil { title = FirstMessageTitle.make(from: words) }
        case .command(let command):
            flush()
            add(.userCommand, .text(command))
        case .injected(let text):
            flush()
            add(.systemMessage, .text(text))
        }
    }

    /// Ends the message that the parts so far make up.
    private mutating func flush() {
        guard !parts.isEmpty else { return }
        let text = parts.joined(separator: "\n\n")
        parts = []
        guard !isInjected else { return add(.systemMessage, .text(text)) }
        let startsTurn = isMain && !hasStartedTurn
        hasStartedTurn = true
        drafts.append(EventDraft(kind: .userMessage, content: .text(text), time: time, startsTurn: startsTurn))
    }

    private mutating func add(_ kind: EventKind, _ content: EventContent) {
        drafts.append(EventDraft(kind: kind, content: content, time: time))
    }

    private mutating func addInfo(_ name: String, _ text: String) {
        flush()
        drafts.append(.info(name, text, time))
    }

    private mutating func addRaw(_ reason: String) {
        flush()
        drafts.append(.raw(reason, time))
    }
}
