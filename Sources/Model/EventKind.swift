/// What sort of thing happened. The raw values are part of the wire and disk formats.
package enum EventKind: String, Sendable, Hashable, CaseIterable {
    /// The user's own words.
    case userMessage = "user.message"
    /// A command the user gave the agent itself (`/clear`, `! ls`), as the agent logs it.
    case userCommand = "user.command"
    /// The user's answer to a question the agent asked with options.
    case userDecision = "user.decision"
    case assistantMessage = "assistant.message"
    case assistantThinking = "assistant.thinking"
    case toolCall = "assistant.tool.call"
    case toolResult = "assistant.tool.result"
    /// A question with options.
    case decisionPrompt = "assistant.decision.prompt"
    /// Text the agent put into the conversation itself: injected context, summaries, notices.
    case systemMessage = "system.message"
    /// A fact about the conversation: a title, a mode, a duration.
    case providerInfo = "provider.info"
    /// A record kept as it was, because kato does not (yet) understand it.
    case raw = "provider.raw"
}
