public import StrictJSON

extension FlagValue {
    /// As JSON has it.
    public var json: JSONValue {
        switch self {
        case .null: .null
        case .boolean(let truth): .bool(truth)
        case .string(let text): .string(text)
        case .integer(let number): .int(number)
        case .float(let number): JSONValue(number)
        case .list(let values): .array(values.map(\.json))
        case .structure(let members):
            .object(
                JSONObject(members: members.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: $0.value.json) })
            )
        }
    }
}
