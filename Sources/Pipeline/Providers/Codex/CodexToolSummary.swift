import StrictJSON

/// One line that says what a tool call is about.
enum CodexToolSummary {
    /// Characters that are shown before the line is cut.
    private static let limit = 80
    private static let keys = [
        "cmd", "command", "query", "path", "file_path", "task_name", "explanation", "prompt", "pattern", "url",
    ]

    /// The line, or `nil` when the input has none.
    static func make(name: String, input: JSONValue) -> String? {
        if case .string(let text) = input { return name == "apply_patch" ? patch(text) : cut(text) }
        for key in keys {
            guard let value = input[key] else { continue }
            if let text = value.stringValue, !text.isEmpty { return cut(text) }
            // `["bash", "-lc", "ls"]`: the last one is what a person would type.
            if let words = value.arrayValue?.compactMap(\.stringValue), let last = words.last {
                return cut(words.count == 3 && words[1].hasPrefix("-") ? last : words.joined(separator: " "))
            }
        }
        return nil
    }

    /// The files that a patch touches.
    private static func patch(_ text: String) -> String? {
        let files = text.split(separator: "\n").compactMap { line in
            ["*** Add File: ", "*** Update File: ", "*** Delete File: "].first { line.hasPrefix($0) }
                .map { String(line.dropFirst($0.count)) }
        }
        return files.isEmpty ? nil : cut(files.joined(separator: ", "))
    }

    private static func cut(_ text: String) -> String? {
        let line = text.drop(while: \.isWhitespace).prefix(limit + 1).map { $0.isNewline ? " " : $0 }
        guard !line.isEmpty else { return nil }
        return line.count > limit ? String(line.prefix(limit)) + "…" : String(line)
    }
}
