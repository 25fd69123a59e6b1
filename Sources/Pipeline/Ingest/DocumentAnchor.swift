/// What is remembered of a document besides the number of items read: enough to see which part of it is new.
struct DocumentAnchor: Hashable, Sendable {
    /// Digest over all items that were read but the last.
    var before = ""
    /// Digest of the last item that was read. That one grows in place in some agents' files.
    var last = ""
    /// Digest of the document without its items.
    var header = ""

    init() {}

    /// Reads what ``text`` wrote; `nil` for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { return nil }
        (before, last, header) = (parts[0], parts[1], parts[2])
    }

    /// The three, separated by spaces.
    var text: String { "\(before) \(last) \(header)" }
}
