public import StrictJSON

/// Why a request was not carried out, as the peer is told.
public struct ErrorObject: Error, Sendable, Hashable {
    /// -32768 to -32000 belong to the protocol; of them, -32099 to -32000 are free for a server's own use.
    public let code: Int
    /// One sentence.
    public let message: String
    /// Anything a program can use; `nil` when there is nothing.
    public let data: JSONValue?

    /// Takes any code; the factories know those of the protocol.
    public init(code: Int, message: String, data: JSONValue? = nil) {
        self.code = code
        self.message = message
        self.data = data
    }

    /// The line is not JSON.
    public static func parseError(_ message: String) -> ErrorObject {
        ErrorObject(
            code: -32700, message: message, data: advice("parse-error", "Send one JSON value a line, in UTF-8."))
    }

    /// The line is JSON, but no request.
    public static func invalidRequest(_ message: String) -> ErrorObject {
        ErrorObject(
            code: -32600, message: message,
            data: advice("invalid-request", #"Send {"jsonrpc":"2.0","id":1,"method":"…"} with params as needed."#))
    }

    /// There is no such method.
    public static func methodNotFound(_ message: String, hint: String) -> ErrorObject {
        ErrorObject(code: -32601, message: message, data: advice("method-not-found", hint))
    }

    /// The method cannot take these parameters.
    public static func invalidParams(_ message: String, hint: String) -> ErrorObject {
        ErrorObject(code: -32602, message: message, data: advice("invalid-params", hint))
    }

    /// The server failed, through no fault of the request.
    public static func internalError(_ message: String) -> ErrorObject {
        ErrorObject(code: -32603, message: message, data: advice("internal-error", "Try it again, or ask for less."))
    }

    /// What every error tells besides its sentence: a stable word for programs and what a person can do.
    private static func advice(_ code: String, _ hint: String) -> JSONValue {
        ["code": .string(code), "hint": .string(hint)]
    }

    /// Takes an object with an integer `code` and a string `message`.
    public init?(json: JSONValue) {
        guard let code = json["code"]?.intValue.flatMap({ Int(exactly: $0) }),
            let message = json["message"]?.stringValue
        else { return nil }
        self.init(code: code, message: message, data: json["data"])
    }

    /// The error as it stands in a response.
    public var json: JSONValue {
        var object: JSONObject = ["code": .int(Int64(code)), "message": .string(message)]
        object["data"] = data
        return .object(object)
    }
}
