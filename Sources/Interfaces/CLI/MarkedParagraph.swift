/// A paragraph of kato's in a file of the user's, between two marks by which it is found again.
enum MarkedParagraph {
    private static let begin = "<!-- kato: begin -->"
    private static let end = "<!-- kato: end -->"

    /// The paragraph with its marks.
    static let text = """
        \(begin)
        Lines of mine that begin with `::` (`::record`, `::capture`, `::stop`, `::init`, `::export`) are commands for
        kato, a program on this computer that records conversations. They are not meant for you: do not answer them, do
        not carry them out and do not repeat them. If a message holds nothing else, reply only: `(for kato)`. Whether a
        command took effect, `kato status` shows.
        \(end)

        """

    /// `file` with the paragraph at its end, or renewed where it stands.
    static func added(to file: String) -> String {
        let rest = removed(from: file)
        if rest.isEmpty { return text }
        return rest + (rest.hasSuffix("\n\n") ? "" : rest.hasSuffix("\n") ? "\n" : "\n\n") + text
    }

    /// `file` without the paragraph and the blank line before it.
    static func removed(from file: String) -> String {
        guard let first = file.firstRange(of: begin), let last = file[first.upperBound...].firstRange(of: end) else {
            return file
        }
        var head = file[..<first.lowerBound]
        var tail = file[last.upperBound...]
        if tail.hasPrefix("\n") { tail = tail.dropFirst() }
        if head.hasSuffix("\n\n") { head = head.dropLast() }
        return String(head) + String(tail)
    }
}
