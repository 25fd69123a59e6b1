import NIOCore
import NIOSSL

/// Whom a client believes to be the service it asked for.
struct HTTPTrust: Sendable {
    private let context: NIOSSLContext
    private let host: String

    /// Reads the certificates.
    ///
    /// - Parameter certificates: the file of those to trust; `nil` for the system's.
    init(host: String, certificates: String?) throws(HTTPError) {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        if let certificates { configuration.trustRoots = .file(certificates) }
        do {
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            throw .noTrust(certificates ?? "the system's")
        }
        self.host = host
    }

    /// What encrypts one connection. A service that is named by an address is known by it.
    func handler() throws -> NIOSSLClientHandler {
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
    }

    /// What went wrong, where it did here; without what the service sent.
    static func explains(_ error: any Error) -> String? {
        let text = "\(error)"
        return switch error {
        case let error as NIOSSLExtraError where error == .failedToValidateHostname:
            "its certificate is for another name"
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
            text.contains("CERTIFICATE_VERIFY_FAILED") ? "its certificate is not trusted" : "TLS failed"
        default: nil
        }
    }
}
