import StrictJSON

/// One line that says what a tool call is about.
enum ClaudeToolSummary {
    /// Characters of a command that are shown before it is cut.
    static let commandLimit = 80

    /// The line, or `nil` when the tool's input has none.
    static func make(name: String, input: JSONValue) -> String? {
        switch name {
        case "Bash": text(input, "description") ?? text(input, "command").map(cut)
        case "Read", "Edit", "MultiEdit", "Write": text(input, "file_path")
        case "NotebookEdit": text(input, "notebook_path")
        case "Grep", "Glob": text(input, "pattern")
        case "Task", "Agent": text(input, "description")
        case "WebFetch": text(input, "url")
        case "WebSearch": text(input, "query")
        case "Skill": text(input, "skill")
        default: nil
        }
    }

    private static func text(_ input: JSONValue, _ key: String) -> String? {
        guard let text = input[key]?.stringValue, !text.isEmpty else { return nil }
        return text
    }

    /// The command on one line. Only its beginning is looked at, because a command may carry a whole file.
    private static func cut(_ command: String) -> String {
        var line = ""
        var count = 0
        var isAfterBreak = false
        for character in command {
            guard !character.isNewline else {
                isAfterBreak = !line.isEmpty
                continue
            }
            if isAfterBreak {
                line.append(" ")
                count += 1
                isAfterBreak = false
            }
            if count >= commandLimit { return line.prefix(commandLimit) + "…" }
            line.append(character)
            count += 1
        }
        return line
    }
}
