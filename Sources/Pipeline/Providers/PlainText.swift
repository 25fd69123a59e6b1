/// Small repairs to texts that are the same for every agent.
enum PlainText {
    /// The text without terminal control sequences.
    static func withoutControlSequences(_ text: String) -> String {
        ClaudeTextCleaner.withoutControlSequences(text)
    }

    /// The text without blank lines before it and white space behind it; the first line keeps its indentation.
    static func trimmed(_ text: String) -> String {
        ClaudeTextCleaner.trimmed(text)
    }
}
