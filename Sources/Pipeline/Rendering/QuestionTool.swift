import StrictJSON

/// The tools with which agents ask the user to choose. What is asked and answered stands in blocks of its own, so the
/// call and its result are not shown besides.
enum QuestionTool {
    /// As their logs name them; the decoders of both make events of each question and answer.
    private static let names = ["AskUserQuestion", "request_user_input"]

    /// Whether all that a call says is a question with a text.
    static func asks(name: String, input: JSONValue) -> Bool {
        guard names.contains(name), let questions = input["questions"]?.arrayValue, !questions.isEmpty else {
            return false
        }
        return questions.allSatisfy { $0["question"]?.stringValue?.isEmpty == false }
    }

    /// Whether a result says what was chosen and nothing else. A refusal does not, and neither does a plain text.
    ///
    /// - Parameter title: the call's, as ``MarkdownTool/title(name:summary:)`` makes it.
    static func isAnswer(title: String, text: String, isError: Bool) -> Bool {
        guard !isError, names.contains(where: { title == $0 || title.hasPrefix($0 + " ") }) else { return false }
        return text.hasPrefix("User has answered") || (try? JSONValue.parse(text))?["answers"]?.objectValue != nil
    }
}
