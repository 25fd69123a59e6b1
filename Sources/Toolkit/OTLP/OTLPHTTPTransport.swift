import NIOCore
import NIOHTTP1
import NIOPosix
import StrictJSON

/// Sends requests over HTTP/1.1, each on a connection of its own: there is one a second at most.
///
/// Addresses are looked up when it is made, so that a process that restricts itself afterwards needs no name service.
public struct OTLPHTTPTransport: OTLPTransport {
    /// How a body is written.
    public enum Encoding: String, Sendable, Hashable, CaseIterable {
        case protobuf
        case json
    }

    /// A receiver did not say what HTTP says, or too much.
    private struct NoAnswer: Error {}

    private let endpoints: [OTLPSignal: OTLPEndpoint]
    private let addresses: [String: SocketAddress]
    private let headers: [(name: String, value: String)]
    private let encoding: Encoding
    private let timeout: TimeAmount

    /// - Parameters:
    ///   - headers: sent with every request.
    ///   - milliseconds: how long a request may take.
    public init(
        endpoints: [OTLPSignal: OTLPEndpoint], headers: [(name: String, value: String)] = [], encoding: Encoding,
        milliseconds: Int64
    ) {
        self.endpoints = endpoints
        self.headers = headers
        self.encoding = encoding
        timeout = .milliseconds(milliseconds)
        var addresses: [String: SocketAddress] = [:]
        for endpoint in endpoints.values {
            addresses["\(endpoint.host):\(endpoint.port)"] = try? SocketAddress.makeAddressResolvingHost(
                endpoint.host, port: endpoint.port)
        }
        self.addresses = addresses
    }

    public func post(_ signal: OTLPSignal, _ body: OTLPMessage, patience: Duration?) async throws -> OTLPResponse {
        guard let endpoint = endpoints[signal], let address = addresses["\(endpoint.host):\(endpoint.port)"] else {
            throw NoAnswer()
        }
        let timeout = patience.map { min(self.timeout, TimeAmount($0)) } ?? self.timeout
        let bytes = encoding == .protobuf ? body.protobuf : body.json.encoded()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(timeout)
            .connect(to: address) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(
                        wrappingChannelSynchronously: channel)
                }
            }
        let deadline = channel.channel.eventLoop.scheduleTask(in: timeout) { [channel = channel.channel] in
            channel.close(promise: nil)
        }
        defer { deadline.cancel() }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(.head(head(endpoint, count: bytes.count)))
            try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: bytes))))
            try await outbound.write(.end(nil))
            for try await part in inbound {
                // What is in the body changes nothing: a partial success must not be sent again either.
                if case .head(let head) = part {
                    return OTLPResponse(
                        status: Int(head.status.code),
                        retryAfter: head.headers.first(name: "Retry-After").flatMap { Int($0) })
                }
            }
            throw NoAnswer()
        }
    }

    private func head(_ endpoint: OTLPEndpoint, count: Int) -> HTTPRequestHead {
        var fields = HTTPHeaders(headers.map { ($0.name, $0.value) })
        fields.replaceOrAdd(name: "Host", value: "\(endpoint.host):\(endpoint.port)")
        fields.replaceOrAdd(
            name: "Content-Type", value: encoding == .protobuf ? "application/x-protobuf" : "application/json")
        fields.replaceOrAdd(name: "Content-Length", value: "\(count)")
        fields.replaceOrAdd(name: "Connection", value: "close")
        return HTTPRequestHead(version: .http1_1, method: .POST, uri: endpoint.path, headers: fields)
    }
}
