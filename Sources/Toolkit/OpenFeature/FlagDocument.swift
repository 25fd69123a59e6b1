public import StrictJSON

/// Flags as a JSON document: `{"name": {"variants": {…}, "defaultVariant": "…", …}}`.
///
/// A flag may have `disabled`, `flagMetadata` and `contextEvaluator`, a ``FlagExpression`` that gives the name of a
/// variant, or an empty text for the default one.
public enum FlagDocument {
    /// Reads a document.
    ///
    /// - Throws: ``FlagError`` with ``ErrorCode/parseError`` and the flag's name.
    public static func parse(_ bytes: [UInt8]) throws(FlagError) -> [String: InMemoryFlag] {
        let json: JSONValue
        do {
            json = try JSONValue.parse(bytes)
        } catch {
            throw FlagError(.parseError, "The flags are not JSON: \(error)")
        }
        guard case .object(let object) = json else { throw FlagError(.parseError, "The flags are not an object.") }
        var flags: [String: InMemoryFlag] = [:]
        for member in object { flags[member.key] = try flag(member.key, member.value) }
        return flags
    }

    /// A JSON value as one of a flag.
    public static func value(_ json: JSONValue) -> FlagValue {
        switch json {
        case .null: .null
        case .bool(let value): .boolean(value)
        case .int(let value): .integer(value)
        case .number(let text): .float(Double(text) ?? 0)
        case .string(let text): .string(text)
        case .array(let values): .list(values.map(value))
        case .object(let object):
            .structure(Dictionary(object.map { ($0.key, value($0.value)) }, uniquingKeysWith: { _, last in last }))
        }
    }

    private static func flag(_ name: String, _ json: JSONValue) throws(FlagError) -> InMemoryFlag {
        guard let variants = json["variants"]?.objectValue else {
            throw FlagError(.parseError, "The flag \(name) has no variants.")
        }
        var flag = InMemoryFlag(
            variants: Dictionary(variants.map { ($0.key, value($0.value)) }, uniquingKeysWith: { _, last in last }),
            defaultVariant: json["defaultVariant"]?.stringValue,
            isDisabled: json["disabled"]?.boolValue ?? false)
        if case .structure(let metadata)? = json["flagMetadata"].map(value) { flag.metadata = metadata }
        if let text = json["contextEvaluator"]?.stringValue {
            let expression: FlagExpression
            do {
                expression = try FlagExpression(text)
            } catch {
                throw FlagError(.parseError, "The flag \(name): \(error.message ?? "")")
            }
            flag.contextEvaluator = { context in
                guard case .string(let variant) = expression.evaluate(context), !variant.isEmpty else { return nil }
                return variant
            }
        }
        return flag
    }
}
