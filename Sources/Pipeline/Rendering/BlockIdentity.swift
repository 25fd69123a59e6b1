package import KatoModel

/// How a block's identity stands in a file, and how it is read again. The one definition for writing and checking.
///
/// Markdown: a block's first line is exactly `<!-- k:<id> -->`; the front matter, which must begin with `---`, has
/// `# k:<id>` as its second line. HTML: the same comment, for the head too. JSON Lines: a line begins with
/// `{"schemaVersion":1,"id":"<id>",`. No text of a conversation can pass for one: see ``MarkdownText``, ``HTMLText``.
package enum BlockIdentity {
    static let commentStart = "<!-- k:"
    static let frontStart = "# k:front"
    private static let commentEnd = " -->"
    static let jsonStart = "{\"schemaVersion\":1,\"id\":\""

    /// The id of an event's block. A part that begins within the text has the line's number added.
    package static func id(of event: EventID, lines: Range<Int>?) -> String {
        guard let lines, lines.lowerBound > 0 else { return event.short }
        return "\(event.short).L\(lines.lowerBound)"
    }

    /// The id of the front matter of a recording.
    package static func frontID(recordingID: String?) -> String {
        let short = (recordingID ?? "").unicodeScalars.filter {
            $0.isASCII && $0.properties.isAlphabetic || isDigit($0)
        }
        return short.isEmpty ? "front" : "front-" + String(String.UnicodeScalarView(short.prefix(8)))
    }

    /// The line that carries `id` in a Markdown file, without its end.
    package static func markdownLine(_ id: String) -> String {
        id.utf8.starts(with: "front".utf8) ? "# k:\(id)" : commentStart + id + commentEnd
    }

    /// The line that carries `id` in an HTML file, without its end.
    static func htmlLine(_ id: String) -> String { commentStart + id + commentEnd }

    /// The id that `line` (without its end) carries; `nil` for every line that no renderer writes.
    package static func read(_ line: some StringProtocol, format: RecordingFormat) -> String? {
        let bytes = line.utf8
        let id: String
        switch format {
        case .jsonl:
            guard bytes.starts(with: jsonStart.utf8) else { return nil }
            id = String(decoding: bytes.dropFirst(jsonStart.utf8.count).prefix { $0 != 0x22 }, as: UTF8.self)
        case .markdown where bytes.starts(with: frontStart.utf8):
            let rest = String(decoding: bytes.dropFirst(frontStart.utf8.count), as: UTF8.self)
            return isFrontSuffix(rest) ? "front" + rest : nil
        case .markdown, .html:
            let end = commentEnd.utf8
            guard bytes.starts(with: commentStart.utf8), bytes.reversed().starts(with: end.reversed()) else {
                return nil
            }
            id = String(decoding: bytes.dropFirst(commentStart.utf8.count).dropLast(end.count), as: UTF8.self)
            if format == .html, id.hasPrefix("front"), isFrontSuffix(String(id.dropFirst("front".count))) { return id }
        }
        return id.wholeMatch(of: /[0-9a-f]{16}(\.L[1-9][0-9]{0,9})?/) == nil ? nil : id
    }

    /// What may follow `front`: nothing, or the beginning of a recording's id.
    private static func isFrontSuffix(_ text: String) -> Bool {
        text.wholeMatch(of: /|-[A-Za-z0-9]{1,8}/) != nil
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        (0x30...0x39).contains(scalar.value)
    }
}
