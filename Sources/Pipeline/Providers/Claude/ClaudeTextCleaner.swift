/// Takes out of a text what no speaker wrote. Works on bytes: everything it looks for is ASCII.
enum ClaudeTextCleaner {
    /// Elements the agent puts around or between the user's words; only these are taken out.
    private static let injectedElements = ["ide_opened_file", "ide_selection", "system-reminder"]

    /// The text without the elements that the agent injects, and whether there were any.
    ///
    /// An element counts where a line, or another element, ends before it, so that a user can write about one.
    static func withoutInjectedElements(_ text: String) -> (text: String, removedAny: Bool) {
        guard PlainText.contains(UInt8(ascii: "<"), text) else { return (text, false) }
        var names = injectedElements
        var kept = ""
        var rest = text[...]
        var removedAny = false
        var isAtLineStart = true
        while let start = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
            let before = rest[..<start]
            isAtLineStart = startsLine(before, isAtLineStart)
            kept += before
            rest = rest[start...]
            if isAtLineStart, let after = endOfElement(rest, &names) {
                rest = rest[after...]
                removedAny = true
            } else {
                kept.append("<")
                rest = rest[rest.utf8.index(after: start)...]
                isAtLineStart = false
            }
        }
        return removedAny ? (kept + rest, true) : (text, false)
    }

    /// The inner text of the first `<name>…</name>`; `nil` when it is not closed.
    static func element(_ name: String, in text: Substring) -> Substring? {
        guard let open = TextSearch.find("<\(name)>", in: text),
            let close = TextSearch.find("</\(name)>", in: text[open.upperBound...])
        else { return nil }
        return text[open.upperBound..<close.lowerBound]
    }

    private static func startsLine(_ before: Substring, _ wasAtLineStart: Bool) -> Bool {
        guard let last = before.utf8.last(where: { $0 == 0x0A || !PlainText.isWhiteSpace($0) }) else {
            return wasAtLineStart
        }
        return last == 0x0A
    }

    /// Where the injected element ends that starts the text; `nil` when none does.
    ///
    /// - Parameter names: the elements to look for; one that nothing closes is not looked for again.
    private static func endOfElement(_ text: Substring, _ names: inout [String]) -> Substring.Index? {
        guard let name = names.first(where: { text.utf8.starts(with: "<\($0)>".utf8) }) else { return nil }
        if let close = TextSearch.find("</\(name)>", in: text) { return close.upperBound }
        names.removeAll { $0 == name }
        return nil
    }
}
