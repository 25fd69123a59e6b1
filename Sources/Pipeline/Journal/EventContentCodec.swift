import KatoModel
import StrictJSON

/// An event's content as two columns: its plain text, and whatever else it holds as JSON.
enum EventContentCodec {
    /// The columns of `content`; `detail` is `nil` for plain text.
    static func columns(_ content: EventContent) -> (text: String?, detail: JSONValue?) {
        switch content {
        case .text(let text): (text, nil)
        case .toolCall(let callID, let name, let summary, let input):
            (
                nil,
                [
                    "type": "call", "callId": .string(callID), "name": .string(name),
                    "summary": summary.map(JSONValue.string) ?? .null, "input": input,
                ]
            )
        case .toolResult(let callID, let text, let isError):
            (text, ["type": "result", "callId": .string(callID), "isError": .bool(isError)])
        case .question(let question): (question.question, json(question))
        case .answer(let question, let selection, let header):
            (
                selection,
                [
                    "type": "answer", "question": .string(question),
                    "header": header.map(JSONValue.string) ?? .null,
                ]
            )
        case .info(let name, let text): (text, ["type": "info", "name": .string(name)])
        case .raw(let reason): (nil, ["type": "raw", "reason": .string(reason)])
        }
    }

    /// The content that ``columns(_:)`` split; `nil` for a form of a newer version.
    static func content(text: String?, detail: JSONValue?) -> EventContent? {
        guard let detail else { return .text(text ?? "") }
        switch detail["type"]?.stringValue {
        case "call":
            return .toolCall(
                callID: string(detail, "callId"), name: string(detail, "name"),
                summary: detail["summary"]?.stringValue, input: detail["input"] ?? .null)
        case "result":
            return .toolResult(
                callID: string(detail, "callId"), text: text ?? "", isError: detail["isError"]?.boolValue ?? false)
        case "question": return .question(question(detail, text: text ?? ""))
        case "answer":
            return .answer(
                question: string(detail, "question"), selection: text ?? "",
                header: detail["header"]?.stringValue)
        case "info": return .info(name: string(detail, "name"), text: text)
        case "raw": return .raw(reason: string(detail, "reason"))
        default: return nil
        }
    }

    private static func json(_ question: DecisionQuestion) -> JSONValue {
        [
            "type": "question", "callId": .string(question.callID),
            "header": question.header.map(JSONValue.string) ?? .null,
            "options": .array(
                question.options.map {
                    ["label": .string($0.label), "explanation": $0.explanation.map(JSONValue.string) ?? .null]
                }),
            "multiSelect": .bool(question.multiSelect),
        ]
    }

    private static func question(_ detail: JSONValue, text: String) -> DecisionQuestion {
        DecisionQuestion(
            callID: string(detail, "callId"), header: detail["header"]?.stringValue, question: text,
            options: (detail["options"]?.arrayValue ?? []).map {
                DecisionOption(label: string($0, "label"), explanation: $0["explanation"]?.stringValue)
            },
            multiSelect: detail["multiSelect"]?.boolValue ?? false)
    }

    private static func string(_ value: JSONValue, _ key: String) -> String {
        value[key]?.stringValue ?? ""
    }
}
