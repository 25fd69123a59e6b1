/// Brings a request to a receiver.
public protocol OTLPTransport: Sendable {
    /// Sends one request, and throws when there was no answer in time.
    ///
    /// - Parameter patience: how long to wait at most; `nil` for as long as is set.
    func post(_ signal: OTLPSignal, _ body: OTLPMessage, patience: Duration?) async throws -> OTLPResponse
}
