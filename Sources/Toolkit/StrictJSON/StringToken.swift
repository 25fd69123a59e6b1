/// Where a string stands in a text that was checked from quote to quote.
struct StringToken {
    /// The bytes between the quotes.
    let range: Range<Int>
    /// Bytes of the decoded string.
    let decodedCount: Int

    var hasEscapes: Bool { decodedCount != range.count }
}
