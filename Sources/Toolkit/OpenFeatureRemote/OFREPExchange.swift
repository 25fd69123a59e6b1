package import HTTPClient
package import OpenFeature
import StrictJSON

/// The OpenFeature Remote Evaluation Protocol, version 1, as far as it is spoken here: all flags of one context at once.
package enum OFREPExchange {
    /// Where the question goes, below the address of the service.
    package static let path = "ofrep/v1/evaluate/flags"

    /// Asks for all flags of a context.
    ///
    /// - Parameters:
    ///   - token: who asks, sent as a bearer token.
    ///   - tag: of the flags that are known already.
    package static func request(_ context: EvaluationContext, token: String?, tag: String?) -> HTTPRequest {
        var members = context.attributes.mapValues(\.json)
        members["targetingKey"] = context.targetingKey.map { .string($0) }
        let object = JSONObject(members: members.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: $0.value) })
        var headers: [(name: String, value: String)] = [("Accept", "application/json")]
        if let token { headers.append(("Authorization", "Bearer \(token)")) }
        if let tag { headers.append(("If-None-Match", tag)) }
        return HTTPRequest(
            body: JSONValue.object(["context": .object(object)]).encoded(), contentType: "application/json",
            headers: headers)
    }

    /// Reads an answer.
    ///
    /// - Parameter now: seconds since 1970, for answers that name a time.
    package static func read(_ answer: HTTPAnswer, now: Double) -> OFREPAnswer {
        let json = try? JSONValue.parse(answer.body)
        switch answer.status {
        case 200:
            guard let flags = json?["flags"]?.arrayValue else {
                return .failed(
                    FlagError(.parseError, "The flag service did not answer with a list of flags."), retryAfter: nil)
            }
            return .flags(
                Dictionary(flags.compactMap(flag)) { _, last in last }, tag: answer["ETag"].flatMap(usable))
        case 304: return .unchanged
        case 400: return .refused(error(json, "The flag service does not take the context."))
        case 401, 403:
            return .forbidden(FlagError(.general, "The flag service refuses the token (HTTP \(answer.status))."))
        case 404: return .forbidden(FlagError(.general, "There is no flag service at the address (HTTP 404)."))
        default:
            return .failed(
                FlagError(.general, "The flag service answers HTTP \(answer.status)."),
                retryAfter: answer["Retry-After"].flatMap { RetryAfter.wait($0, now: now) })
        }
    }

    /// What is no flag is passed over: the others are none the worse for it.
    private static func flag(_ json: JSONValue) -> (String, RemoteFlag)? {
        guard let key = json["key"]?.stringValue else { return nil }
        if json["errorCode"] != nil { return (key, .failed(error(json, "The flag service cannot evaluate it."))) }
        var metadata: [String: FlagValue] = [:]
        for member in json["metadata"]?.objectValue?.members ?? [] {
            let value = FlagDocument.value(member.value)
            if !value.isA(.object), value != .null { metadata[member.key] = value }
        }
        return (
            key,
            .found(
                value: json["value"].map(FlagDocument.value).flatMap { $0 == .null ? nil : $0 },
                variant: json["variant"]?.stringValue, reason: json["reason"]?.stringValue, metadata: metadata)
        )
    }

    private static func error(_ json: JSONValue?, _ standard: String) -> FlagError {
        FlagError(
            json?["errorCode"]?.stringValue.flatMap(ErrorCode.init(rawValue:)) ?? .general,
            json?["errorDetails"]?.stringValue.map { "\(standard) \(String($0.prefix(200)))" } ?? standard)
    }

    /// A tag is sent back as it came, so it has to be one that a header can hold.
    private static func usable(_ tag: String) -> String? {
        tag.utf8.count <= 512 && tag.utf8.allSatisfy { (0x20...0x7E).contains($0) } ? tag : nil
    }
}
