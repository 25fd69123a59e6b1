/// A text after redaction, and what was found in it.
public struct RedactedText: Sendable, Hashable {
    public let text: String
    /// In the order of the text.
    public let receipts: [RedactionReceipt]

    public init(text: String, receipts: [RedactionReceipt]) {
        self.text = text
        self.receipts = receipts
    }
}
