/// Any JSON value, in memory.
///
/// Equality is Swift's: strings that Unicode calls canonically equivalent are equal, and the order of an object's
/// members counts. Compare what ``encoded(_:)`` returns where bytes matter.
public enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    /// The literal as written, when it is not an `Int64`: a fraction, an exponent, `-0`, more than 19 digits.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// Reads a text that is one JSON value and nothing else but white space around it.
    ///
    /// - Parameter maximumDepth: containers inside each other; ``JSONReader/defaultDepth`` says why not more.
    public static func parse(
        _ bytes: UnsafeRawBufferPointer,
        maximumDepth: Int = JSONReader.defaultDepth
    ) throws(JSONError) -> JSONValue {
        var reader = try JSONReader(bytes, maximumDepth: maximumDepth)
        let value = try reader.readValue()
        try reader.finish()
        return value
    }

    /// Reads a text held in an array.
    public static func parse(
        _ bytes: [UInt8],
        maximumDepth: Int = JSONReader.defaultDepth
    ) throws(JSONError) -> JSONValue {
        try bytes.withUnsafeBytes { raw in
            Result { () throws(JSONError) in try parse(raw, maximumDepth: maximumDepth) }
        }.get()
    }

    /// Reads a text held in a string.
    public static func parse(
        _ text: String,
        maximumDepth: Int = JSONReader.defaultDepth
    ) throws(JSONError) -> JSONValue {
        var text = text
        return try text.withUTF8 { utf8 in
            Result { () throws(JSONError) in
                try parse(UnsafeRawBufferPointer(utf8), maximumDepth: maximumDepth)
            }
        }.get()
    }

    /// The value as JSON in UTF-8. A ``number(_:)`` whose text is no JSON number is written as `null`.
    public func encoded(_ options: JSONEncodingOptions = []) -> [UInt8] {
        var writer = JSONWriter(options: options)
        writer.write(self)
        return writer.bytes
    }

    /// The same as ``encoded(_:)``, as a string.
    public func text(_ options: JSONEncodingOptions = []) -> String {
        String(decoding: encoded(options), as: UTF8.self)
    }
}

// MARK: - Looking inside

extension JSONValue {
    /// The member of an object; `nil` when there is none or the value is no object.
    public subscript(key: String) -> JSONValue? {
        objectValue?[key]
    }

    /// The text of a string.
    public var stringValue: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The number, when it is written without fraction and exponent and fits.
    public var intValue: Int64? {
        if case .int(let value) = self { value } else { nil }
    }

    /// The nearest binary fraction of a number; `nil` when it is beyond the range of `Double`.
    public var doubleValue: Double? {
        switch self {
        case .int(let value): Double(value)
        case .number(let literal): Double(literal).flatMap { $0.isFinite ? $0 : nil }
        default: nil
        }
    }

    /// The truth value, when it is one.
    public var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The elements of an array.
    public var arrayValue: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The members of an object.
    public var objectValue: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    /// Whether it is `null`.
    public var isNull: Bool {
        self == .null
    }
}
