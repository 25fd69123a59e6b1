/// Where requests go: a service, and the path of what is asked there.
public struct HTTPEndpoint: Sendable, Hashable {
    public let host: String
    public let port: Int
    /// Whether it is spoken to over TLS.
    public let isSecure: Bool
    /// With the leading slash.
    public let path: String

    /// Reads `http://host[:port][/path]`, or the same with `https`; `nil` for anything else. The port is 80 or 443 where
    /// none is given.
    public init?(_ text: String, appending suffix: String? = nil) {
        guard let scheme = ["http://", "https://"].first(where: text.hasPrefix),
            !text.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F })
        else { return nil }
        isSecure = scheme == "https://"
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" }
        guard !authority.contains("@"), !rest.contains("?"), !rest.contains("#") else { return nil }
        var name = authority
        var port = isSecure ? 443 : 80
        if authority.hasPrefix("["), let close = authority.firstIndex(of: "]") {
            name = authority[authority.index(after: authority.startIndex)..<close]
            let tail = authority[authority.index(after: close)...]
            guard tail.isEmpty || tail.hasPrefix(":") else { return nil }
            if !tail.isEmpty {
                guard let number = Int(tail.dropFirst()) else { return nil }
                port = number
            }
        } else if let colon = authority.lastIndex(of: ":") {
            guard let number = Int(authority[authority.index(after: colon)...]) else { return nil }
            name = authority[..<colon]
            port = number
        }
        guard !name.isEmpty, (1...65535).contains(port) else { return nil }
        host = String(name)
        self.port = port
        var path = String(rest.dropFirst(authority.count))
        if let suffix { path = (path.hasSuffix("/") ? String(path.dropLast()) : path) + "/" + suffix }
        self.path = path.isEmpty ? "/" : path
    }

    /// Whether what is sent there stays on this machine.
    public var isLocal: Bool {
        let isLoopback = host.hasPrefix("127.") && host.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
        return host == "localhost" || host == "::1" || isLoopback
    }
}
