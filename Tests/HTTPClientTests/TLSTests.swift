import HTTPClient
import KatoTestSupport
import Testing

/// The client and a service that speaks TLS, on a real socket.
@Suite struct TLSTests {
    private static func receiver(_ name: String = "DNS:localhost,IP:127.0.0.1") throws -> TLSReceiver {
        do {
            return try TLSReceiver(name: name, answer: #"{"a": 1}"#)
        } catch let error as TLSReceiver.Missing {
            try Test.cancel("\(error)")
        }
    }

    private static func ask(_ address: String, certificates: String?, within patience: Duration = .seconds(600))
        async throws -> HTTPAnswer
    {
        let client = HTTPClient(try #require(HTTPEndpoint(address)), certificates: certificates)
        let request = HTTPRequest(body: Array("{}".utf8), contentType: "application/json")
        return try await client.send(request, within: patience)
    }

    @Test(arguments: ["localhost", "127.0.0.1"])
    func `a service with a certificate that is trusted is asked`(host: String) async throws {
        let receiver = try Self.receiver()
        let answer = try await Self.ask("https://\(host):\(receiver.port)/path", certificates: receiver.certificate)
        #expect(answer.status == 200 && answer.body == Array(#"{"a": 1}"#.utf8))
        #expect(receiver.requests == ["/path -"])
    }

    @Test func `a service that the system does not trust is told nothing`() async throws {
        let receiver = try Self.receiver()
        await #expect(throws: HTTPError.noAnswer("its certificate is not trusted")) {
            try await Self.ask("https://localhost:\(receiver.port)/", certificates: nil)
        }
        #expect(receiver.requests.isEmpty)
    }

    @Test(arguments: ["localhost", "127.0.0.1"])
    func `a certificate for another name is no good`(host: String) async throws {
        let receiver = try Self.receiver("DNS:elsewhere.example,IP:127.0.0.2")
        await #expect(throws: HTTPError.noAnswer("its certificate is for another name")) {
            try await Self.ask("https://\(host):\(receiver.port)/", certificates: receiver.certificate)
        }
        #expect(receiver.requests.isEmpty)
    }

    @Test func `a service without TLS is not asked without it`() async throws {
        let receiver = try HTTPReceiver()
        // It waits for the end of a request that it cannot read, and so would the client.
        await #expect(throws: HTTPError.self) {
            try await Self.ask(
                "https://127.0.0.1:\(receiver.port)/", certificates: nil, within: .milliseconds(300))
        }
        #expect(receiver.requests.isEmpty)
    }

    @Test func `certificates that cannot be read trust nobody`() async throws {
        await #expect(throws: HTTPError.noTrust("/nowhere.pem")) {
            try await Self.ask("https://127.0.0.1:1/", certificates: "/nowhere.pem")
        }
    }
}
