import JSONRPC
import StrictJSON
import Testing

/// The one response in a reply line; `nil` when nothing was sent.
func response(_ reply: String?) throws -> Response? {
    guard let reply else { return nil }
    #expect(reply.hasSuffix("\n") && reply.utf8.allSatisfy { $0 < 0x7F })
    let parsed: Response = try #require(Response(json: JSONValue.parse(reply)))
    return parsed
}

/// The responses in the array of a reply line.
func responses(_ reply: String?) throws -> [Response] {
    let value = try JSONValue.parse(#require(reply))
    return try #require(value.arrayValue).map { try #require(Response(json: $0)) }
}

extension Response {
    var failure: ErrorObject? {
        if case .failure(let error) = result { error } else { nil }
    }
}
