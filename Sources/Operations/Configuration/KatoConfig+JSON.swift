package import StrictJSON
import Yams

extension KatoConfig {
    /// The configuration in force as one object, with the keys of the file.
    ///
    /// Made from ``effectiveText``, so that no key can be missing here that can be set there.
    package var effectiveJSON: JSONValue {
        (try? Yams.compose(yaml: effectiveText)).flatMap { $0 }.map(Self.json) ?? .null
    }

    private static func json(_ node: Node) -> JSONValue {
        switch node {
        case .mapping(let mapping):
            return .object(
                JSONObject(members: mapping.map { .init(key: $0.key.string ?? "", value: json($0.value)) }))
        case .sequence(let sequence): return .array(sequence.map(json))
        case .scalar(let scalar):
            if scalar.style != .plain { return .string(scalar.string) }
            if let truth = Bool(scalar.string) { return .bool(truth) }
            return Int64(scalar.string).map(JSONValue.int) ?? .string(scalar.string)
        case .alias: return .null
        }
    }
}
