/// What can be switched for some conversations or commands and not for others. The raw value is the flag's key.
package enum FeatureFlag: String, Sendable, Hashable, CaseIterable {
    case thinking = "render.thinking"
    case toolCalls = "render.toolCalls"
    case toolResults = "render.toolResults"
    case systemEvents = "render.systemEvents"
    case italicizeUser = "render.italicizeUser"
    case frontMatter = "render.frontMatter"
    /// Whether copies may be made.
    case exports = "exports.enabled"
    /// What is done about secrets.
    case redaction = "redaction.mode"

    /// The values it can have, as the file writes them.
    package var values: [String] {
        self == .redaction ? RedactionChoice.allCases.map(\.rawValue) : ["true", "false"]
    }

    /// One line for people.
    package var summary: String {
        switch self {
        case .thinking: "show what the assistant thought"
        case .toolCalls: "show which tools it used"
        case .toolResults: "show what they answered"
        case .systemEvents: "show what the agent itself put in"
        case .italicizeUser: "set the user's words in italics"
        case .frontMatter: "begin Markdown with front matter"
        case .exports: "allow copies of conversations"
        case .redaction: "what is done about secrets"
        }
    }

    /// The value that holds where no rule matches.
    package func standard(in config: KatoConfig) -> String {
        switch self {
        case .thinking: "\(config.render.thinking)"
        case .toolCalls: "\(config.render.toolCalls)"
        case .toolResults: "\(config.render.toolResults)"
        case .systemEvents: "\(config.render.systemEvents)"
        case .italicizeUser: "\(config.render.italicizeUser)"
        case .frontMatter: "\(config.render.frontMatter)"
        case .exports: "true"
        case .redaction: config.redaction.mode.rawValue
        }
    }
}
