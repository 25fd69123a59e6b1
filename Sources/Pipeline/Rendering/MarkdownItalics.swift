/// Italics for whole lines of prose.
enum MarkdownItalics {
    /// `*line*`, or the line as it is when it is a list item, quote, heading, table, HTML, indented code, a rule, or
    /// holds an asterisk or half a code span: there italics would change what it means.
    static func apply(_ line: String) -> String {
        guard isProse(line) else { return line }
        let bytes = Array(line.utf8)
        guard let first = bytes.firstIndex(where: { $0 != 0x20 }), let last = bytes.lastIndex(where: { $0 != 0x20 })
        else { return line }
        func text(_ part: ArraySlice<UInt8>) -> String { String(decoding: part, as: UTF8.self) }
        return text(bytes[..<first]) + "*" + text(bytes[first...last]) + "*" + text(bytes[(last + 1)...])
    }

    private static func isProse(_ line: String) -> Bool {
        let bytes = line.utf8
        let indent = bytes.prefix { $0 == 0x20 }.count
        let rest = bytes.dropFirst(indent)
        guard indent <= 3, let first = rest.first, first != 0x09, !"#>|-+<=\\&".utf8.contains(first) else {
            return false
        }
        let backticks = bytes.lazy.filter { $0 == 0x60 }.count
        guard !bytes.contains(0x2A), backticks.isMultiple(of: 2), bytes.last != 0x5C, bytes.last != 0x09 else {
            return false
        }
        let digits = rest.prefix { (0x30...0x39).contains($0) }.count
        let mark = rest.dropFirst(digits).first
        let isNumbered = digits > 0 && (mark == 0x2E || mark == 0x29)
        let isReference = first == 0x5B && line.contains("]:")
        let isRule = first == 0x5F && rest.allSatisfy { $0 == 0x5F || $0 == 0x20 }
        return !isNumbered && !isReference && !isRule
    }
}
