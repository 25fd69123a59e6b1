import KatoModel
import StrictJSON

/// The tool with which Claude asks the user to choose, and what the user chose.
enum ClaudeQuestionDecoder {
    /// The tool's name in the log.
    static let toolName = "AskUserQuestion"

    /// The questions of one call, in order. One without text is left out; it still stands in the tool call.
    static func questions(callID: String, input: JSONValue) -> [DecisionQuestion] {
        (input["questions"]?.arrayValue ?? []).compactMap { question in
            guard let text = question["question"]?.stringValue, !text.isEmpty else { return nil }
            let options = (question["options"]?.arrayValue ?? []).compactMap { option -> DecisionOption? in
                guard let label = option["label"]?.stringValue ?? option.stringValue else { return nil }
                return DecisionOption(label: label, explanation: option["description"]?.stringValue)
            }
            return DecisionQuestion(
                callID: callID,
                header: question["header"]?.stringValue,
                question: text,
                options: options,
                multiSelect: question["multiSelect"]?.boolValue ?? false
            )
        }
    }

    /// The answers, in the order of the questions; then those to questions that are not repeated with them.
    static func answers(_ result: ClaudeToolUseResult) -> [EventContent] {
        let asked = questions(callID: "", input: .object(["questions": result.questions ?? .null]))
        let given = result.answers ?? [:]
        let repeated = asked.compactMap { question in
            given[question.question].map {
                EventContent.answer(
                    question: question.question,
                    selection: selection($0),
                    header: question.header
                )
            }
        }
        let others = given.members.filter { member in !asked.contains { $0.question == member.key } }
        return repeated
            + others.map { .answer(question: $0.key, selection: selection($0.value), header: nil) }
    }

    private static func selection(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .array(let values): values.map(selection).joined(separator: ", ")
        default: value.text()
        }
    }
}
