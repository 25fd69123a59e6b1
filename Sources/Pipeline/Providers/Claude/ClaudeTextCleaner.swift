/// Takes out of a text what no speaker wrote. Works on bytes: everything it looks for is ASCII.
enum ClaudeTextCleaner {
    /// Elements the agent puts around or between the user's words; only these are taken out.
    private static let injectedElements = ["ide_opened_file", "ide_selection", "system-reminder"]

    /// The text without terminal control sequences (ECMA-48 `ESC [` up to the final byte).
    static func withoutControlSequences(_ text: String) -> String {
        let escape: UInt8 = 0x1B
        guard contains(escape, text) else { return text }
        var kept: [UInt8] = []
        var rest = text.utf8[...]
        while let start = rest.firstIndex(of: escape) {
            kept += rest[..<start]
            rest = rest[start...].dropFirst()
            if rest.first == UInt8(ascii: "[") {
                rest = rest.dropFirst().drop { (0x20...0x3F).contains($0) }
                if let final = rest.first, (0x40...0x7E).contains(final) { rest = rest.dropFirst() }
            }
        }
        kept += rest
        return String(decoding: kept, as: UTF8.self)
    }

    /// The text without the elements that the agent injects, and whether there were any.
    ///
    /// An element counts where a line, or another element, ends before it, so that a user can write about one.
    static func withoutInjectedElements(_ text: String) -> (text: String, removedAny: Bool) {
        guard contains(UInt8(ascii: "<"), text) else { return (text, false) }
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

    /// The text without blank lines before it and white space behind it; the first line keeps its indentation.
    static func trimmed(_ text: String) -> String {
        let bytes = text.utf8
        var end = bytes.endIndex
        while end > bytes.startIndex, isWhiteSpace(bytes[bytes.index(before: end)]) { end = bytes.index(before: end) }
        var start = bytes.startIndex
        var cursor = start
        while cursor < end, isWhiteSpace(bytes[cursor]) {
            let isLineFeed = bytes[cursor] == 0x0A
            cursor = bytes.index(after: cursor)
            if isLineFeed { start = cursor }
        }
        return start == bytes.startIndex && end == bytes.endIndex ? text : String(text[start..<end])
    }

    /// The inner text of the first `<name>…</name>`; `nil` when it is not closed.
    static func element(_ name: String, in text: Substring) -> Substring? {
        guard let open = TextSearch.find("<\(name)>", in: text),
            let close = TextSearch.find("</\(name)>", in: text[open.upperBound...])
        else { return nil }
        return text[open.upperBound..<close.lowerBound]
    }

    /// Looks at every byte, which the compiler makes many at a time of; leaving at the first one would be slower.
    private static func contains(_ byte: UInt8, _ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            var found: UInt8 = 0
            for other in bytes { found |= other == byte ? 1 : 0 }
            return found != 0
        } ?? text.utf8.contains(byte)
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private static func startsLine(_ before: Substring, _ wasAtLineStart: Bool) -> Bool {
        guard let last = before.utf8.last(where: { $0 == 0x0A || !isWhiteSpace($0) }) else { return wasAtLineStart }
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
