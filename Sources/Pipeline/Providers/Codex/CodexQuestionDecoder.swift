import KatoModel
import StrictJSON

/// The tool with which Codex asks the user to choose, and what the user chose.
///
/// The output names questions by id only, so what was asked is remembered until it comes.
enum CodexQuestionDecoder {
    /// The tool's name in the log.
    static let toolName = "request_user_input"

    /// A draft for each question with a text.
    static func ask(callID: String, _ arguments: JSONValue, _ time: Timestamp?, _ memory: inout DecoderMemory)
        -> [EventDraft]
    {
        let questions = arguments["questions"]?.arrayValue ?? []
        let brief = questions.map { question in
            JSONValue.object([
                "id": question["id"] ?? .null, "question": question["question"] ?? .null,
                "header": question["header"] ?? .null,
            ])
        }
        memory["asked"] = JSONValue.object(["call": .string(callID), "questions": .array(brief)]).text()
        return questions.compactMap { question in
            guard let text = question["question"]?.stringValue, !text.isEmpty else { return nil }
            let options = (question["options"]?.arrayValue ?? []).compactMap { option -> DecisionOption? in
                guard let label = option["label"]?.stringValue ?? option.stringValue else { return nil }
                return DecisionOption(label: label, explanation: option["description"]?.stringValue)
            }
            let asked = DecisionQuestion(
                callID: callID, header: question["header"]?.stringValue, question: text, options: options,
                multiSelect: question["multiSelect"]?.boolValue ?? question["multi_select"]?.boolValue ?? false)
            return EventDraft(kind: .decisionPrompt, content: .question(asked), time: time, model: memory.model)
        }
    }

    /// A draft for each answer when the output is one to the questions that are open.
    static func answer(callID: String, _ output: String, _ time: Timestamp?, _ memory: inout DecoderMemory)
        -> [EventDraft]
    {
        guard let asked = memory["asked"].flatMap({ try? JSONValue.parse($0) }),
            asked["call"]?.stringValue == callID
        else { return [] }
        memory["asked"] = nil
        let questions = asked["questions"]?.arrayValue ?? []
        guard let answers = (try? JSONValue.parse(output))?["answers"]?.objectValue else {
            // Readable although it is no answer: what was asked, and what came.
            let lines = questions.compactMap { $0["question"]?.stringValue }.map { "- \($0): \(output)" }
            guard !lines.isEmpty else { return [] }
            let text = lines.count == 1 ? lines[0] : output
            return [EventDraft(kind: .systemMessage, content: .text(text), time: time)]
        }
        return drafts(answers, questions, time)
    }

    /// The first releases wrote questions and answers as one record.
    static func legacy(_ record: CodexRecord, _ memory: inout DecoderMemory) -> DecodedRecord {
        let callID = record.text("call_id") ?? record.text("id") ?? ""
        let input = JSONValue.object(["questions": record.payload["questions"] ?? .null])
        let call = EventContent.toolCall(callID: callID, name: toolName, summary: nil, input: input)
        var drafts = [EventDraft(kind: .toolCall, content: call, time: record.time, model: memory.model)]
        drafts += ask(callID: callID, input, record.time, &memory)
        memory["asked"] = nil
        if let answers = record.payload["answers"]?.objectValue {
            drafts += Self.drafts(answers, record.payload["questions"]?.arrayValue ?? [], record.time)
        }
        return DecodedRecord(drafts: drafts)
    }

    private static func drafts(_ answers: JSONObject, _ questions: [JSONValue], _ time: Timestamp?) -> [EventDraft] {
        answers.members.compactMap { member in
            let asked = questions.first { $0["id"]?.stringValue == member.key }
            let selection = texts(member.value).joined(separator: ", ")
            guard !selection.isEmpty else { return nil }
            let content = EventContent.answer(
                question: asked?["question"]?.stringValue ?? member.key, selection: selection,
                header: asked?["header"]?.stringValue)
            return EventDraft(kind: .userDecision, content: content, time: time)
        }
    }

    private static func texts(_ value: JSONValue) -> [String] {
        switch value {
        case .string(let text): text.isEmpty ? [] : [text]
        case .array(let values): values.flatMap(texts)
        case .object(let members): members.members.flatMap { texts($0.value) }
        default: []
        }
    }
}
