/// What a Markdown recording shows beyond the messages. JSON Lines always hold everything.
package struct RenderOptions: Sendable, Hashable {
    package var thinking: Bool
    package var toolCalls: Bool
    package var toolResults: Bool
    /// System messages, facts about the conversation and the agent's own commands.
    package var systemEvents: Bool
    /// The user's lines in italics, where that does not change their meaning.
    package var italicizeUser: Bool
    package var frontMatter: Bool

    package init(
        thinking: Bool = false,
        toolCalls: Bool = false,
        toolResults: Bool = false,
        systemEvents: Bool = false,
        italicizeUser: Bool = false,
        frontMatter: Bool = true
    ) {
        self.thinking = thinking
        self.toolCalls = toolCalls
        self.toolResults = toolResults
        self.systemEvents = systemEvents
        self.italicizeUser = italicizeUser
        self.frontMatter = frontMatter
    }
}
