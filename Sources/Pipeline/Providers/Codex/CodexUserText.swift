/// What a text under the user's name is. Codex puts a good deal there that no user typed.
enum CodexUserText: Equatable {
    /// The user's own words.
    case prompt(String)
    /// A command that the user ran in the agent: `! ls`.
    case command(String)
    /// Text for the model: surroundings, instructions, notices.
    case injected(String)
    case blank

    /// What editors put before the user's words; all up to and with it is taken out.
    private static let requestHeading = "## My request for Codex:"
    private static let injectedPrefixes = ["# AGENTS.md instructions", "## Prior conversation with Codex:"]

    /// Judges the text of an item, which may be anything. Only elements that fill the whole text count as injected.
    init(item text: String) {
        let start = text.drop(while: \.isWhitespace)
        if let command = Self.shellCommand(start) {
            self = .command("! " + command)
        } else if Self.isElement(start) || Self.injectedPrefixes.contains(where: { start.hasPrefix($0) }) {
            self = .injected(text)
        } else {
            self.init(event: text)
        }
    }

    /// Judges the text of an event, which is what was typed and perhaps what an editor put before it.
    init(event text: String) {
        var words = text[...]
        if let heading = TextSearch.find(Self.requestHeading, in: words) { words = words[heading.upperBound...] }
        // The first line keeps its indentation.
        words = words.drop(while: \.isNewline)
        while let last = words.last, last.isWhitespace { words.removeLast() }
        self = !words.isEmpty ? .prompt(String(words)) : text.allSatisfy(\.isWhitespace) ? .blank : .injected(text)
    }

    /// `<name …>` at the start and `</name>` at the end.
    private static func isElement(_ text: Substring) -> Bool {
        guard text.first == "<" else { return false }
        let name = text.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        guard !name.isEmpty, let first = name.first, first.isLetter else { return false }
        return trimmed(text).hasSuffix("</\(name)>")
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }

    private static func shellCommand(_ text: Substring) -> String? {
        guard text.hasPrefix("<user_shell_command>"), let open = TextSearch.find("<command>", in: text),
            let close = TextSearch.find("</command>", in: text[open.upperBound...])
        else { return nil }
        let command = trimmed(text[open.upperBound..<close.lowerBound])
        return command.isEmpty ? nil : String(command)
    }
}
