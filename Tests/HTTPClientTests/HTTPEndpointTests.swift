import HTTPClient
import Testing

@Suite struct HTTPEndpointTests {
    @Test(arguments: [
        ("http://localhost:4318", "v1/logs", "localhost", 4318, "/v1/logs"),
        ("http://h/x/", "v1/logs", "h", 80, "/x/v1/logs"),
        ("http://[::1]:1/p", nil, "::1", 1, "/p"), ("http://h", nil, "h", 80, "/"),
        ("https://h", nil, "h", 443, "/"), ("https://h:8443/p", "q", "h", 8443, "/p/q"),
    ])
    func `an address is read`(text: String, suffix: String?, host: String, port: Int, path: String) {
        let endpoint = HTTPEndpoint(text, appending: suffix)
        #expect(endpoint?.host == host && endpoint?.port == port && endpoint?.path == path)
        #expect(endpoint?.isSecure == text.hasPrefix("https"))
    }

    @Test(arguments: [
        "ftp://h", "h:1", "http://", "https://", "http://h:0", "http://h:99999", "http://u@h", "http://h/?q",
        "http://h /",
    ])
    func `what is no plain address is refused`(text: String) {
        #expect(HTTPEndpoint(text) == nil)
    }

    @Test(arguments: [
        ("localhost", true), ("127.0.0.1", true), ("127.1.2.3", true), ("[::1]", true), ("127.example.org", false),
        ("localhost.example", false), ("10.0.0.1", false),
    ])
    func `only loopback stays on the machine`(host: String, isLocal: Bool) {
        #expect(HTTPEndpoint("http://\(host)/")?.isLocal == isLocal)
    }
}
