import NIOCore
import NIOHTTP1
import NIOPosix

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Sends requests to one service over HTTP/1.1, each on a connection of its own: for one in a while.
///
/// The address is looked up and certificates are read when it is made, so that a process that restricts itself
/// afterwards needs neither name service nor files.
/// Redirections are answers like others: nothing is asked but what was named.
public struct HTTPClient: HTTPSender {
    /// More bytes are no answer.
    public static let bodyLimit = 1 << 20

    public let endpoint: HTTPEndpoint
    private let address: SocketAddress?
    private let trust: Result<HTTPTrust?, HTTPError>

    /// Looks the service up. When that fails each request does.
    ///
    /// - Parameter certificates: the file of those to trust with TLS; `nil` for the system's.
    public init(_ endpoint: HTTPEndpoint, certificates: String? = nil) {
        self.endpoint = endpoint
        address = try? SocketAddress.makeAddressResolvingHost(endpoint.host, port: endpoint.port)
        trust = Result { () throws(HTTPError) in
            endpoint.isSecure ? try HTTPTrust(host: endpoint.host, certificates: certificates) : nil
        }
    }

    public func send(_ request: HTTPRequest, within patience: Duration) async throws(HTTPError) -> HTTPAnswer {
        guard let address else { throw .noAddress(endpoint.host) }
        let trust = try trust.get()
        do {
            return try await exchange(request, address, trust, TimeAmount(patience))
        } catch let error as HTTPError {
            throw error
        } catch {
            throw .noAnswer(Self.reason(error))
        }
    }

    private func exchange(
        _ request: HTTPRequest, _ address: SocketAddress, _ trust: HTTPTrust?, _ timeout: TimeAmount
    ) async throws -> HTTPAnswer {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(timeout)
            .connect(to: address) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let trust { try channel.pipeline.syncOperations.addHandler(trust.handler()) }
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
            // A service may answer and hang up before it has everything, and why a connection failed is said to who
            // reads from it.
            try? await outbound.write(
                contentsOf: [.head(head(request)), .body(.byteBuffer(ByteBuffer(bytes: request.body))), .end(nil)])
            return try await Self.answer(inbound, request.wantsBody)
        }
    }

    private static func answer(
        _ parts: NIOAsyncChannelInboundStream<HTTPClientResponsePart>, _ wantsBody: Bool
    ) async throws -> HTTPAnswer {
        var head: HTTPResponseHead?
        var body: [UInt8] = []
        for try await part in parts {
            switch part {
            case .head(let found):
                // What only says that there is more to come is not the answer.
                guard found.status.code >= 200 else { continue }
                head = found
                if !wantsBody { return Self.answer(found, []) }
            case .body(let bytes):
                guard body.count + bytes.readableBytes <= bodyLimit else { throw HTTPError.tooLong(bodyLimit) }
                body += bytes.readableBytesView
            case .end:
                if let head { return answer(head, body) }
            }
        }
        throw HTTPError.noAnswer("the connection ended")
    }

    private static func answer(_ head: HTTPResponseHead, _ body: [UInt8]) -> HTTPAnswer {
        HTTPAnswer(
            status: Int(head.status.code), headers: head.headers.map { (name: $0.name, value: $0.value) }, body: body)
    }

    private func head(_ request: HTTPRequest) -> HTTPRequestHead {
        var fields = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        let isIPv6 = endpoint.host.contains(":")
        fields.replaceOrAdd(
            name: "Host", value: "\(isIPv6 ? "[\(endpoint.host)]" : endpoint.host):\(endpoint.port)")
        fields.replaceOrAdd(name: "Content-Type", value: request.contentType)
        fields.replaceOrAdd(name: "Content-Length", value: "\(request.body.count)")
        fields.replaceOrAdd(name: "Connection", value: "close")
        return HTTPRequestHead(version: .http1_1, method: .POST, uri: endpoint.path, headers: fields)
    }

    /// Short, and without what was sent.
    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as IOError: String(cString: strerror(error.errnoCode))
        case let error as NIOConnectionError: error.connectionErrors.first.map { reason($0.error) } ?? "no connection"
        case ChannelError.connectTimeout: "no connection in time"
        case is HTTPParserError: "what came is no HTTP"
        default: HTTPTrust.explains(error) ?? "the connection ended"
        }
    }
}
