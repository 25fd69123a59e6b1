import StrictJSON

/// What a tool answered, as text, and whether that was a failure.
struct CodexToolOutput {
    let text: String
    let isError: Bool

    /// Lines at the beginning in which an exit code is looked for.
    private static let headerLines = 4
    private static let exitMarks = ["Process exited with code ", "Exit code: "]

    /// Reads a text, a list of parts, or an object with the text in it; releases of 2025 wrote that object as a text.
    init(_ value: JSONValue?) {
        if case .string(let text)? = value, text.hasPrefix("{\"output\":"), let inner = try? JSONValue.parse(text),
            let output = inner["output"]?.stringValue
        {
            self.text = output
            isError = (inner["metadata"]?["exit_code"]?.intValue ?? 0) != 0
        } else if case .object(let members)? = value {
            text = CodexText.joined(members["content"] ?? members["output"], separator: "\n")
            isError = members["success"]?.boolValue == false
        } else {
            text = CodexText.joined(value, separator: "\n")
            isError = Self.failed(text)
        }
    }

    private static func failed(_ text: String) -> Bool {
        var rest = text.utf8[...]
        for _ in 0..<headerLines {
            let line = rest.prefix { $0 != 0x0A }
            for mark in exitMarks where line.starts(with: mark.utf8) {
                return Substring(line).dropFirst(mark.count) != "0"
            }
            rest = rest[line.endIndex...].dropFirst()
        }
        return false
    }
}
