import HTTPClient
import KatoConfiguration
import OTLP

/// The standard variables, read as the specification says: an empty one is none, a wrong number is passed over.
struct OTelVariables {
    private let environment: [String: String]

    init(_ environment: [String: String]) {
        self.environment = environment.filter { $0.key.hasPrefix("OTEL_") && !$0.value.isEmpty }
    }

    subscript(name: String) -> String? { environment[name] }

    func isTrue(_ name: String) -> Bool { environment[name]?.lowercased() == "true" }

    func number(_ name: String, _ range: ClosedRange<Int64>) -> Int64? {
        environment[name].flatMap { Int64($0) }.flatMap { range.contains($0) ? $0 : nil }
    }

    func isTurnedOff(_ signal: OTLPSignal) -> Bool {
        environment["OTEL_\(signal.rawValue.uppercased())_EXPORTER"] == "none"
    }

    /// A signal's own address is used as it is; the one for all gets the signal's path.
    func endpoint(_ signal: OTLPSignal, base: String, problems: inout [String]) -> HTTPEndpoint? {
        let path = "v1/\(signal.rawValue)"
        let own = "OTEL_EXPORTER_OTLP_\(signal.rawValue.uppercased())_ENDPOINT"
        for (name, suffix) in [(own, nil), ("OTEL_EXPORTER_OTLP_ENDPOINT", path)] {
            guard let text = environment[name] else { continue }
            if let endpoint = HTTPEndpoint(text, appending: suffix) { return endpoint }
            problems.append("\(name) is no http or https address; nothing is sent as \(signal.rawValue).")
            return nil
        }
        return HTTPEndpoint(base, appending: path)
    }

    func encoding(_ standard: TelemetryEncoding, problems: inout [String]) -> OTLPHTTPTransport.Encoding {
        switch environment["OTEL_EXPORTER_OTLP_PROTOCOL"] {
        case "http/protobuf": return .protobuf
        case "http/json": return .json
        case let other?:
            problems.append("OTEL_EXPORTER_OTLP_PROTOCOL \(other) is not supported; http/protobuf and http/json are.")
            return .protobuf
        case nil: return standard == .json ? .json : .protobuf
        }
    }

    var headers: [(name: String, value: String)] {
        pairs("OTEL_EXPORTER_OTLP_HEADERS").sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// `name=value,name=value`, percent-encoded. What cannot be sent as a header or is no pair is left out.
    func pairs(_ name: String) -> [String: String] {
        var pairs: [String: String] = [:]
        for part in (environment[name] ?? "").split(separator: ",") {
            guard let equals = part.firstIndex(of: "=") else { continue }
            let key = part[..<equals].filter { $0 != " " }
            let value = Self.decoded(part[part.index(after: equals)...])
            guard !key.isEmpty, value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { continue }
            pairs[key] = value
        }
        return pairs
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2, let value = UInt8(String(Substring(digits)), radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self).trimmed
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
