/// A message of the OpenTelemetry protocol as a tree, from which both of its encodings are made.
///
/// Field numbers and names are those of `opentelemetry/proto`. A field without a value is left out of both encodings.
public struct OTLPMessage: Sendable, Hashable {
    /// One field.
    struct Field: Sendable, Hashable {
        let number: UInt32
        /// As the JSON encoding has it.
        let name: String
        let value: OTLPValue
    }

    private(set) var fields: [Field] = []

    init() {}

    /// Adds a field, unless its value is what an absent one means.
    mutating func add(_ number: UInt32, _ name: String, _ value: OTLPValue) {
        if !value.isDefault { fields.append(Field(number: number, name: name, value: value)) }
    }

    /// Adds a member of a `oneof`, which is there also with a default value.
    mutating func choose(_ number: UInt32, _ name: String, _ value: OTLPValue) {
        fields.append(Field(number: number, name: name, value: value))
    }
}
