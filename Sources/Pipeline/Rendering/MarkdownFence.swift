/// Follows fenced code in Markdown by CommonMark's rules, outside of containers.
///
/// Fences deeper than three spaces belong to list items or are indented code; both end with the block they stand in.
struct MarkdownFence {
    /// The line that ends the open fence; `nil` outside of code. It repeats the indent, because a fence inside a list
    /// item can only be closed there.
    private(set) var closingLine: String?
    private var marker: UInt8 = 0
    private var length = 0

    /// Takes the next line and says whether it belongs to fenced code, its fences included.
    mutating func take(_ line: some StringProtocol) -> Bool {
        let bytes = line.utf8
        let indent = bytes.prefix { $0 == 0x20 }.count
        let rest = bytes.dropFirst(indent)
        guard indent <= 3, let first = rest.first, first == 0x60 || first == 0x7E else { return closingLine != nil }
        let run = rest.prefix { $0 == first }.count
        let tail = rest.dropFirst(run)
        if closingLine != nil {
            let closes = first == marker && run >= length && tail.allSatisfy { $0 == 0x20 || $0 == 0x09 }
            if closes { closingLine = nil }
            return true
        }
        guard run >= 3, first == 0x7E || !tail.contains(first) else { return false }
        (marker, length) = (first, run)
        let fence = String(repeating: first == 0x60 ? "`" : "~", count: run)
        closingLine = String(repeating: " ", count: indent) + fence
        return true
    }

    /// A fence of backticks that no run inside `text` can close.
    static func longer(than text: some StringProtocol) -> String {
        var longest = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == 0x60 ? run + 1 : 0
            longest = max(longest, run)
        }
        return String(repeating: "`", count: max(3, longest + 1))
    }
}
