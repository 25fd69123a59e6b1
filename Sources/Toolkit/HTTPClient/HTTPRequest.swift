/// One request to a service.
public struct HTTPRequest: Sendable {
    /// The body is the request: `POST`.
    public var body: [UInt8]
    /// What the body is, as a media type.
    public var contentType: String
    /// Besides those that every request has.
    public var headers: [(name: String, value: String)]
    /// Whether more is wanted than status and headers.
    public var wantsBody: Bool

    public init(
        body: [UInt8], contentType: String, headers: [(name: String, value: String)] = [], wantsBody: Bool = true
    ) {
        self.body = body
        self.contentType = contentType
        self.headers = headers
        self.wantsBody = wantsBody
    }
}
