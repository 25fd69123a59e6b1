package import JSONRPC
import StrictJSON

/// Why the daemon refused a request that is well-formed. The raw value is `data.code` of the error on the wire.
package enum ControlErrorCode: String, Sendable, Hashable, CaseIterable {
    /// Nothing of that name is known.
    case notFound = "not-found"
    /// The name fits several; `data.candidates` lists them.
    case ambiguous
    /// The policy does not allow it.
    case denied
    /// It cannot be done right now; trying again may help.
    case busy
    /// It was tried and did not succeed.
    case failed
    /// The daemon is starting or stopping, or lacks the part that would do it.
    case unavailable

    /// The number on the wire, from the range that JSON-RPC leaves to servers.
    package var number: Int {
        switch self {
        case .notFound: -32001
        case .ambiguous: -32002
        case .denied: -32003
        case .busy: -32004
        case .failed: -32005
        case .unavailable: -32006
        }
    }

    /// What the code means, in one sentence.
    package var meaning: String {
        switch self {
        case .notFound: "Nothing of that name is known."
        case .ambiguous: "The name fits several; data.candidates lists them."
        case .denied: "The policy does not allow it."
        case .busy: "It cannot be done right now; trying again may help."
        case .failed: "It was tried and did not succeed."
        case .unavailable: "The daemon is starting or stopping, or lacks the part that would do it."
        }
    }

    /// The error for the wire.
    ///
    /// - Parameters:
    ///   - message: one sentence: what.
    ///   - hint: one sentence: what to do.
    ///   - reason: a finer code, such as a policy rule or a ``DescribedError``'s code.
    ///   - candidates: what the name could have meant.
    package func errorObject(
        _ message: String, hint: String?, reason: String? = nil, candidates: [String] = []
    ) -> ErrorObject {
        var data: JSONObject = ["code": .string(rawValue), "hint": .text(hint)]
        if let reason { data["reason"] = .string(reason) }
        if self == .ambiguous || !candidates.isEmpty { data["candidates"] = .array(candidates.map(JSONValue.string)) }
        return ErrorObject(code: number, message: message, data: .object(data))
    }
}
