import StrictJSON

/// Reads the lines that a server receives.
public enum Message: Sendable {
    /// Judges one line, without its line end. Never fails: what is wrong with the line is part of the result.
    public static func decode(_ line: UnsafeRawBufferPointer, limits: Limits = Limits()) -> IncomingLine {
        guard line.count <= limits.maximumLineLength else {
            return refuse(.invalidRequest("The line is longer than \(limits.maximumLineLength) bytes."))
        }
        guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }) else { return .empty }
        do throws(JSONError) {
            return judge(try JSONValue.parse(line, maximumDepth: limits.maximumDepth), limits)
        } catch {
            return refuse(error.code == .depth ? .invalidRequest(error.sentence) : .parseError(error.sentence))
        }
    }

    /// Judges one line held in an array.
    public static func decode(_ line: [UInt8], limits: Limits = Limits()) -> IncomingLine {
        line.withUnsafeBytes { decode($0, limits: limits) }
    }

    private static func refuse(_ error: ErrorObject) -> IncomingLine {
        .single(.failure(Rejection(id: .null, error: error)))
    }

    private static func judge(_ value: JSONValue, _ limits: Limits) -> IncomingLine {
        guard case .array(let entries) = value else { return .single(request(value, limits)) }
        guard !entries.isEmpty else { return refuse(.invalidRequest("A batch must hold at least one request.")) }
        guard entries.count <= limits.maximumBatch else {
            return refuse(.invalidRequest("A batch must not hold more than \(limits.maximumBatch) requests."))
        }
        return .batch(entries.map { request($0, limits) })
    }

    private static func request(_ value: JSONValue, _ limits: Limits) -> Result<Request, Rejection> {
        guard case .object(let object) = value else {
            return .failure(Rejection(id: .null, error: .invalidRequest("A request must be an object.")))
        }
        guard let id = identifier(object, limits) else {
            let message = "The id must be one string, integer or null, of at most \(limits.maximumIDLength) bytes."
            return .failure(Rejection(id: .null, error: .invalidRequest(message)))
        }
        if let complaint = complaint(object, limits) {
            return .failure(Rejection(id: id ?? .null, error: .invalidRequest(complaint)))
        }
        return .success(Request(id: id, method: object["method"]?.stringValue ?? "", params: object["params"]))
    }

    /// The id; `.some(nil)` when there is none, `nil` when it is unusable.
    private static func identifier(_ object: JSONObject, _ limits: Limits) -> RequestID?? {
        guard object.occurrences(of: "id") <= 1 else { return nil }
        guard let value = object["id"] else { return .some(nil) }
        guard let id = RequestID(json: value), id.length <= limits.maximumIDLength else { return nil }
        return id
    }

    /// What makes the object no request, apart from its id. Members with other names are for later versions.
    private static func complaint(_ object: JSONObject, _ limits: Limits) -> String? {
        for key in ["jsonrpc", "method", "params"] where object.occurrences(of: key) > 1 {
            return "The member \(key) must not be repeated."
        }
        guard object["jsonrpc"] == "2.0" else { return "The member jsonrpc must be the string 2.0." }
        guard let method = object["method"]?.stringValue, !method.isEmpty else {
            return "The method must be a string that is not empty."
        }
        guard method.utf8.count <= limits.maximumMethodLength else {
            return "The method must not be longer than \(limits.maximumMethodLength) bytes."
        }
        switch object["params"] {
        case nil, .array, .object: return nil
        default: return "The params must be an array or an object, or be absent."
        }
    }
}
