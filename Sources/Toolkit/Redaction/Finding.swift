/// A secret in a text, by kind and place.
public struct Finding: Sendable, Hashable {
    /// The rule's name.
    public let rule: String
    /// In bytes of UTF-8.
    public let range: Range<Int>
}
