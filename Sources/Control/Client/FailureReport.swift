/// What katod said on standard error before it ended: `katod: what went wrong`, then `  hint: what to do`.
package struct FailureReport: Sendable, Hashable {
    /// Lines that are kept when the text has another form.
    private static let keptLines = 10

    package let message: String
    package let hint: String?

    /// Takes the last report in `text`; `nil` when it holds nothing but white space.
    package init?(_ text: String) {
        let lines = text.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
        guard let last = lines.last else { return nil }
        let hintMark = "  hint: "
        let hasHint = last.hasPrefix(hintMark) && lines.count > 1
        hint = hasHint ? String(last.dropFirst(hintMark.count)) : nil
        let rest = hasHint ? lines.dropLast() : lines[...]
        let mark = "katod: "
        if let start = rest.lastIndex(where: { $0.hasPrefix(mark) }) {
            // A configuration has a line for each thing that is wrong in it.
            message = ([rest[start].dropFirst(mark.count)] + rest[(start + 1)...]).joined(separator: "\n")
        } else {
            message = rest.suffix(Self.keptLines).joined(separator: "\n")
        }
    }
}
