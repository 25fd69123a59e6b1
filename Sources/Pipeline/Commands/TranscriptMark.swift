/// Recognises the line with which somebody's turn begins in a transcript that was pasted into a message.
///
/// Nothing else tells a pasted `::stop` from a typed one. A command that is not run is repaired by typing it again, so
/// this errs on the side of not running it.
enum TranscriptMark {
    /// Who speaks, as the agents and their exports name them, with a colon after it.
    private static let speakers: Set<String> = [
        "human", "user", "you", "me", "assistant", "ai", "system", "tool", "claude", "claude code", "codex", "gemini",
        "chatgpt", "copilot", "cursor", "model",
    ]
    /// What terminals draw before a turn or around a prompt, and what recordings put before a block.
    private static let signs = ["<!-- k:", "⏺", "●", "⎿", "❯", "›", "╭", "│", "┃", "✻", "✦", "• "]
    /// Longer than any of the names; what follows a longer one is a sentence.
    private static let longestSpeaker = 40

    static func begins(_ line: String) -> Bool {
        let start = line.drop { $0 == " " || $0 == "\t" }
        if signs.contains(where: { start.utf8.starts(with: $0.utf8) }) { return true }
        // Markdown dresses: "## User", "**User:**".
        let bare = start.drop { $0 == "#" || $0 == "*" || $0 == "_" || $0 == " " }
        let isHeading = start.first == "#"
        let name = bare.prefix { $0 != ":" && $0 != "*" && $0 != "(" && $0 != "_" }
        guard name.count <= longestSpeaker, isHeading || bare.dropFirst(name.count).contains(":") else { return false }
        let words = name.lowercased().split(separator: " ").joined(separator: " ")
        return speakers.contains(words)
    }
}
