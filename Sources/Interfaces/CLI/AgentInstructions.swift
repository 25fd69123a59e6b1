import ArgumentParser

/// Where an agent looks for the user's standing instructions.
enum AgentInstructions: String, ExpressibleByArgument, CaseIterable {
    case claude, codex, gemini

    var fileName: String {
        switch self {
        case .claude: "CLAUDE.md"
        case .codex: "AGENTS.md"
        case .gemini: "GEMINI.md"
        }
    }

    /// The agent's folder in the user's home, or where its own variable says.
    func folder(environment: [String: String], home: String) -> String {
        func named(_ variable: String) -> String? {
            environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        return switch self {
        case .claude: named("CLAUDE_CONFIG_DIR") ?? home + "/.claude"
        case .codex: named("CODEX_HOME") ?? home + "/.codex"
        case .gemini: home + "/.gemini"
        }
    }
}
