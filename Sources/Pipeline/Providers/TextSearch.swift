/// Search in text by bytes. The standard library's own compares characters, or needs a regular expression.
enum TextSearch {
    /// Where the first `needle` stands.
    static func find(_ needle: String, in text: Substring) -> Range<Substring.Index>? {
        let first = needle.utf8.first
        var rest = text.utf8
        while let start = rest.firstIndex(where: { $0 == first }) {
            rest = rest[start...]
            if rest.starts(with: needle.utf8) { return start..<rest.index(start, offsetBy: needle.utf8.count) }
            rest = rest.dropFirst()
        }
        return nil
    }
}
