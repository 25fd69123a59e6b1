import JSONRPC
import StrictJSON
import Synchronization

/// A server with three methods, which counts what it carries out.
final class Answering: Sendable {
    private let calls = Mutex<[String]>([])
    private let responder: Responder

    init(limits: Limits = Limits()) {
        responder = Responder(limits: limits)
    }

    /// The methods that were carried out, in order.
    var carriedOut: [String] { calls.withLock { $0 } }

    /// The reply as text, its line end included; `nil` when nothing is sent.
    func reply(_ line: String) async -> String? {
        await reply(Array(line.utf8))
    }

    func reply(_ line: [UInt8]) async -> String? {
        let bytes = await responder.answer(line) { request in
            self.calls.withLock { $0.append(request.method) }
            return Self.carryOut(request)
        }
        return bytes.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func carryOut(_ request: Request) -> Result<JSONValue, ErrorObject> {
        switch (request.method, request.params) {
        case ("subtract", .array(let values)) where values.count == 2:
            .success(.int((values[0].intValue ?? 0) - (values[1].intValue ?? 0)))
        case ("subtract", .object(let named)):
            .success(.int((named["minuend"]?.intValue ?? 0) - (named["subtrahend"]?.intValue ?? 0)))
        case ("subtract", _): .failure(.invalidParams("Two numbers are needed.", hint: "Give them."))
        case ("echo", let params): .success(params ?? .null)
        case ("update", _): .success(nil)
        default: .failure(ErrorObject(code: -32601, message: "There is no method \(request.method)."))
        }
    }
}
