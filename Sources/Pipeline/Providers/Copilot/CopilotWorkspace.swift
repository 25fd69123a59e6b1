import KatoModel

/// Reads `workspace.yaml`: what the agent notes of a conversation besides its events.
enum CopilotWorkspace {
    static let fileName = "workspace.yaml"

    /// What the file says. Only lines `key: value` at its left edge are looked at; the agent writes no others of use.
    static func facts(_ content: [UInt8]) -> SessionFacts {
        var facts = SessionFacts()
        var values: [Substring: String] = [:]
        for line in String(decoding: content, as: UTF8.self).split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":"), line.first?.isLetter == true else { continue }
            values[line[..<colon]] = value(line[line.index(after: colon)...])
        }
        facts.agentTitle = values["name"] ?? values["summary"]
        facts.workingDirectory = values["cwd"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        facts.gitBranch = values["branch"]
        return facts
    }

    /// A plain or quoted scalar on one line; `nil` for an empty one and for the beginning of anything longer.
    private static func value(_ text: Substring) -> String? {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        for quote in ["\"", "'"] where text.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote) {
            let inner = text.dropFirst().dropLast()
            return inner.contains("\\") ? nil : String(inner.replacing("''", with: "'"))
        }
        guard let first = text.first, !"|>[{&*!\"'#~".contains(first), text != "null" else { return nil }
        return String(text)
    }
}
