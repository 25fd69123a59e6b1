import StrictJSON

/// One line that says what a tool call is about, for agents whose tools have no names that are worth a table.
enum ToolSummary {
    /// Characters that are shown.
    private static let limit = 100
    /// Arguments by which a call is known, the best first.
    private static let keys = [
        "file_path", "absolute_path", "path", "filePath", "description", "command", "query", "pattern", "url", "prompt",
    ]

    /// The best argument, or the first that is a text; `nil` when there is none.
    static func make(of input: JSONValue) -> String? {
        guard let arguments = input.objectValue else { return nil }
        let named = keys.lazy.compactMap { arguments[$0]?.stringValue }
        return (named.first { !$0.isEmpty } ?? arguments.lazy.compactMap(\.value.stringValue).first { !$0.isEmpty })
            .map(line)
    }

    /// The beginning of a text on one line. Only that is looked at, because an argument may be a whole file.
    static func line(_ text: String) -> String {
        let line = text.prefix(limit + 1).split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count > limit ? line.prefix(limit) + "…" : line
    }
}
