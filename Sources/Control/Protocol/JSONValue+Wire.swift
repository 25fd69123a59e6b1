import KatoModel
import StrictJSON

extension JSONValue {
    /// A string, or `null`.
    static func text(_ value: String?) -> JSONValue {
        value.map(JSONValue.string) ?? .null
    }

    /// RFC 3339 in UTC, or `null`.
    static func time(_ value: Timestamp?) -> JSONValue {
        value.map { .string($0.description) } ?? .null
    }

    static func count(_ value: Int) -> JSONValue {
        .int(Int64(value))
    }

    static func list(_ values: [some WireValue]) -> JSONValue {
        .array(values.map(\.json))
    }
}
