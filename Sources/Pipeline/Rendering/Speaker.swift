import KatoModel

/// Whose words stand below a heading.
enum Speaker: Sendable, Hashable {
    case user
    case system
    /// The model as the agent names it; `nil` when it does not say.
    case assistant(model: String?)

    /// Whose words an event is; `nil` for records that nobody said.
    init?(of event: ConversationEvent) {
        switch event.kind {
        case .userMessage, .userCommand, .userDecision: self = .user
        case .systemMessage, .providerInfo: self = .system
        case .raw: return nil
        case .assistantMessage, .assistantThinking, .toolCall, .toolResult, .decisionPrompt:
            self = .assistant(model: Self.model(event.model))
        }
    }

    /// What sort of speaker it is, in one word.
    var word: String {
        switch self {
        case .user: "user"
        case .system: "system"
        case .assistant: "assistant"
        }
    }

    /// The name in the heading, safe in Markdown.
    var label: String {
        switch self {
        case .user: "User"
        case .system: "System"
        case .assistant(let model): model.map(Self.pretty) ?? "Assistant"
        }
    }

    /// Whether `next` speaks on without a heading of its own. An unknown model is not another model.
    func goesOn(as next: Speaker) -> Bool {
        switch (self, next) {
        case (.assistant(model: nil), .assistant), (.assistant, .assistant(model: nil)): true
        default: self == next
        }
    }

    /// A model that can be shown: one line without markup. Names such as `<synthetic>` stand for no model.
    static func model(_ name: String?) -> String? {
        guard let name, !name.isEmpty, name.utf8.count <= 100 else { return nil }
        let plain = name.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789.-_:/ @".unicodeScalars.contains(scalar))
        }
        return plain ? name : nil
    }

    /// `claude-opus-4-5-20251101` becomes `claude-opus-4.5`.
    private static func pretty(_ model: String) -> String {
        var parts = model.split(separator: "-", omittingEmptySubsequences: false)
        func isNumber(_ part: Substring, _ lengths: ClosedRange<Int>) -> Bool {
            lengths.contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        if parts.count > 1, let last = parts.last, isNumber(last, 8...8) { parts.removeLast() }
        if parts.count > 2, isNumber(parts[parts.count - 1], 1...2), isNumber(parts[parts.count - 2], 1...2) {
            let minor = parts.removeLast()
            parts[parts.count - 1] += "." + minor
        }
        return parts.joined(separator: "-")
    }
}
