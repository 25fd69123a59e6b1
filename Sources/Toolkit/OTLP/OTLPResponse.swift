/// What a receiver answered.
public struct OTLPResponse: Sendable, Hashable {
    public let status: Int
    /// Seconds that it asks to be left alone.
    public let retryAfter: Int?

    public init(status: Int, retryAfter: Int? = nil) {
        self.status = status
        self.retryAfter = retryAfter
    }

    /// Whether the items arrived; what a partial success refused must not be sent again.
    var isSuccess: Bool { (200..<300).contains(status) }
    /// Whether the protocol allows to send the same again.
    var mayRetry: Bool { [429, 502, 503, 504].contains(status) }
}
