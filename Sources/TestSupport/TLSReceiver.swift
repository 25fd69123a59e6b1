import Foundation

/// A service on loopback that speaks HTTPS, with a certificate that was made for it alone. Needs Python and OpenSSL.
package final class TLSReceiver: Sendable {
    /// Why there is none.
    package struct Missing: Error, CustomStringConvertible {
        package let description: String
    }

    package let port: UInt16
    /// The file of certificates that a client has to trust.
    package let certificate: String
    private let folder: TemporaryDirectory
    private let server: Process

    /// - Parameters:
    ///   - name: whom the certificate is for, as OpenSSL writes alternative names.
    ///   - answer: the body of every answer, as JSON.
    package init(name: String = "DNS:localhost,IP:127.0.0.1", answer: String = "{}") throws {
        folder = try TemporaryDirectory()
        certificate = folder.file("certificate.pem")
        let made = try Self.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=test", "-addext", "subjectAltName=\(name)", "-keyout", folder.file("key.pem"), "-out",
                certificate,
            ])
        made.waitUntilExit()
        guard made.terminationStatus == 0 else { throw Missing(description: "openssl makes no certificate") }
        let script = try folder.write(Self.script, to: "server.py")
        let output = Pipe()
        server = try Self.run(
            "python3", [script, certificate, folder.file("key.pem"), folder.file("log"), answer], output)
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = UInt16(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw Missing(description: "python3 serves no HTTPS")
        }
        self.port = port
    }

    deinit { stop() }

    /// A child may have the signals blocked that its parent has, but for this one.
    package func stop() { kill(server.processIdentifier, SIGKILL) }

    /// What was asked: a line a request, with path and authorization.
    package var requests: [String] {
        ((try? folder.text(of: "log")) ?? "").split(separator: "\n").map(String.init)
    }

    private static func run(_ program: String, _ arguments: [String], _ output: Pipe? = nil) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = output ?? FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private static let script = """
        import http.server, ssl, sys
        certificate, key, log, answer = sys.argv[1:]
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers['Content-Length']))
                with open(log, 'a') as file:
                    print(self.path, self.headers.get('Authorization', '-'), file=file)
                self.send_response(200)
                self.send_header('Content-Length', str(len(answer)))
                self.end_headers()
                self.wfile.write(answer.encode())
            def log_message(self, *_): pass
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, *_): pass
            def finish_request(self, request, address):
                with context.wrap_socket(request, server_side=True) as secure:
                    self.RequestHandlerClass(secure, address, self)
        server = Server(('127.0.0.1', 0), Handler)
        print(server.server_address[1], flush=True)
        server.serve_forever()
        """
}
