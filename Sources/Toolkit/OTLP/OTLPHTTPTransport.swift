public import HTTPClient
import StrictJSON

/// Sends requests over HTTP.
public struct OTLPHTTPTransport: OTLPTransport {
    /// How a body is written.
    public enum Encoding: String, Sendable, Hashable, CaseIterable {
        case protobuf
        case json

        var contentType: String { self == .protobuf ? "application/x-protobuf" : "application/json" }
    }

    private let clients: [OTLPSignal: HTTPClient]
    private let headers: [(name: String, value: String)]
    private let encoding: Encoding
    private let timeout: Duration

    /// - Parameters:
    ///   - headers: sent with every request.
    ///   - milliseconds: how long a request may take.
    ///   - certificates: the file of those to trust with TLS; `nil` for the system's.
    public init(
        endpoints: [OTLPSignal: HTTPEndpoint], headers: [(name: String, value: String)] = [], encoding: Encoding,
        milliseconds: Int64, certificates: String? = nil
    ) {
        clients = endpoints.mapValues { HTTPClient($0, certificates: certificates) }
        self.headers = headers
        self.encoding = encoding
        timeout = .milliseconds(milliseconds)
    }

    public func post(_ signal: OTLPSignal, _ body: OTLPMessage, patience: Duration?) async throws -> OTLPResponse {
        guard let client = clients[signal] else { throw HTTPError.noAddress(signal.rawValue) }
        // What is in the body changes nothing: a partial success must not be sent again either.
        let answer = try await client.send(
            HTTPRequest(
                body: encoding == .protobuf ? body.protobuf : body.json.encoded(), contentType: encoding.contentType,
                headers: headers, wantsBody: false),
            within: patience.map { min(timeout, $0) } ?? timeout)
        return OTLPResponse(status: answer.status, retryAfter: answer["Retry-After"].flatMap { Int($0) })
    }
}
