package import KatoModel
import StrictJSON

extension EventSummary {
    /// Bytes of text, and of a tool's input, that one event may take in an answer: a page of 100 such events still
    /// fits the largest answer.
    package static let defaultTextLimit = 32 << 10

    /// The event as the wire shows it. Text longer than `textLimit` bytes is cut, and an input that is longer is left
    /// out; ``truncated`` says so.
    package init(_ event: ConversationEvent, textLimit: Int = EventSummary.defaultTextLimit) {
        var truncated = false
        func cut(_ text: String?) -> String? {
            guard let text, text.utf8.count > textLimit else { return text }
            truncated = true
            var end = text.utf8.index(text.startIndex, offsetBy: textLimit)
            while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
            return String(text[..<end])
        }
        func cut(_ input: JSONValue) -> JSONValue {
            guard input.encoded().count > textLimit else { return input }
            truncated = true
            return .null
        }
        let text = cut(event.text)
        let content = Self.content(event.content, cut: cut, cutInput: cut)
        self.init(
            id: event.id.description, sequence: event.sequence, kind: event.kind.rawValue, time: event.time,
            turn: event.turn, model: event.model, agentID: event.agentID, text: text, truncated: truncated,
            content: content)
    }

    private static func content(
        _ content: EventContent, cut: (String?) -> String?, cutInput: (JSONValue) -> JSONValue
    ) -> JSONValue {
        switch content {
        case .text: ["type": "text"]
        case .toolCall(let callID, let name, let summary, let input):
            [
                "type": "toolCall", "callId": .string(callID), "name": .string(name),
                "summary": .text(cut(summary)), "input": cutInput(input),
            ]
        case .toolResult(let callID, _, let isError):
            ["type": "toolResult", "callId": .string(callID), "isError": .bool(isError)]
        case .question(let question):
            [
                "type": "question", "callId": .string(question.callID), "header": .text(cut(question.header)),
                "question": .text(cut(question.question)), "multiSelect": .bool(question.multiSelect),
                "options": .array(
                    question.options.map { option in
                        ["label": .text(cut(option.label)), "explanation": .text(cut(option.explanation))]
                    }),
            ]
        case .answer(let question, let selection, let header):
            [
                "type": "answer", "question": .text(cut(question)), "selection": .text(cut(selection)),
                "header": .text(cut(header)),
            ]
        case .info(let name, _): ["type": "info", "name": .string(name)]
        case .raw(let reason): ["type": "raw", "reason": .string(reason)]
        }
    }
}
