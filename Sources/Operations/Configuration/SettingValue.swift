package import StrictJSON

/// The value of one setting, whatever its kind.
package enum SettingValue: Sendable, Hashable {
    case bool(Bool)
    case int(Int)
    case text(String)
    case list([String])

    /// As JSON has it.
    package var json: JSONValue {
        switch self {
        case .bool(let truth): .bool(truth)
        case .int(let number): .int(Int64(number))
        case .text(let text): .string(text)
        case .list(let texts): .array(texts.map(JSONValue.string))
        }
    }

    /// As the file has it, on one line.
    var yaml: String {
        switch self {
        case .bool(let truth): "\(truth)"
        case .int(let number): "\(number)"
        case .text(let text): YAMLText.scalar(text)
        case .list(let texts): YAMLText.list(texts)
        }
    }
}
