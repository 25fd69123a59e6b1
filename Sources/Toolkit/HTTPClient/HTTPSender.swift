/// Brings a request to a service.
public protocol HTTPSender: Sendable {
    /// Sends one request.
    ///
    /// - Parameter patience: how long everything may take together.
    /// - Throws: when there was no answer in time. Whatever the service said is an answer.
    func send(_ request: HTTPRequest, within patience: Duration) async throws(HTTPError) -> HTTPAnswer
}
