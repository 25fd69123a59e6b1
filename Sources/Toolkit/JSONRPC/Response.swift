public import StrictJSON

/// The answer to a request: a result or an error, never both.
public struct Response: Sendable, Hashable {
    /// That of the request; `null` when it could not be told.
    public let id: RequestID
    /// What the method returned, or why it did not.
    public let result: Result<JSONValue, ErrorObject>

    /// Answers one request.
    public init(id: RequestID, result: Result<JSONValue, ErrorObject>) {
        self.id = id
        self.result = result
    }

    /// Takes what a server sent; `nil` when it is no response of JSON-RPC 2.0.
    public init?(json: JSONValue) {
        guard json["jsonrpc"] == "2.0", let id = json["id"].flatMap({ RequestID(json: $0) }) else { return nil }
        switch (json["result"], json["error"].map { ErrorObject(json: $0) }) {
        case (let value?, nil): self.init(id: id, result: .success(value))
        case (nil, let error??): self.init(id: id, result: .failure(error))
        default: return nil
        }
    }

    /// The response as ASCII without a line end: no character in it can end a line or command a terminal.
    public func encoded() -> [UInt8] {
        var object: JSONObject = ["jsonrpc": "2.0"]
        switch result {
        case .success(let value): object["result"] = value
        case .failure(let error): object["error"] = error.json
        }
        object["id"] = id.json
        return JSONValue.object(object).encoded(.ascii)
    }
}
