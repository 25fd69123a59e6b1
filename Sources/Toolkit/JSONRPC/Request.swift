public import StrictJSON

/// A call of a method, or a notification when it has no id.
public struct Request: Sendable, Hashable {
    /// `nil` for a notification, which is never answered. An id of `null` is answered.
    public let id: RequestID?
    /// Names that begin with `rpc.` are reserved for the protocol's own extensions.
    public let method: String
    /// An array, an object or `nil`.
    public let params: JSONValue?

    /// Takes anything: what a peer may send is judged by ``Message``.
    public init(id: RequestID?, method: String, params: JSONValue? = nil) {
        self.id = id
        self.method = method
        self.params = params
    }

    /// Whether nobody waits for an answer.
    public var isNotification: Bool { id == nil }

    /// The request as one line of ASCII with its line end.
    public func encoded() -> [UInt8] {
        var object: JSONObject = ["jsonrpc": "2.0", "method": .string(method)]
        object["params"] = params
        object["id"] = id?.json
        return JSONValue.object(object).encoded(.ascii) + [UInt8(ascii: "\n")]
    }
}
