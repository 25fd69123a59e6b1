package import StrictJSON

/// What an event says. Each case belongs to the kinds its name suggests; the kind itself stands in the event.
package enum EventContent: Sendable, Hashable {
    /// Plain or Markdown text as the speaker wrote it.
    case text(String)
    /// A tool the assistant used. `callID` links it to its result.
    case toolCall(callID: String, name: String, summary: String?, input: JSONValue)
    /// What a tool answered.
    case toolResult(callID: String, text: String, isError: Bool)
    /// A question with options.
    case question(DecisionQuestion)
    /// The answer to a question.
    case answer(question: String, selection: String, header: String?)
    /// A fact, named by the agent's own word for it, with its text where it has one.
    case info(name: String, text: String?)
    /// Why a record was kept raw; the bytes stand in the journal's record.
    case raw(reason: String)
}
