import KatoModel
import StrictJSON

/// Reads the members of one object of the protocol, and says which one is wrong.
struct WireReader {
    private let object: JSONObject
    private let name: String

    init(_ json: JSONValue, _ name: String) throws(ShapeError) {
        guard let object = json.objectValue else { throw ShapeError("\(name) is not a JSON object.") }
        self.object = object
        self.name = name
    }

    func string(_ key: String) throws(ShapeError) -> String {
        try required(key, "a string", optionalString(key))
    }

    func integer(_ key: String) throws(ShapeError) -> Int64 {
        try required(key, "an integer", value(key, "an integer") { $0.intValue })
    }

    func count(_ key: String) throws(ShapeError) -> Int {
        Int(clamping: try integer(key))
    }

    func flag(_ key: String) throws(ShapeError) -> Bool {
        try required(key, "a boolean", value(key, "a boolean") { $0.boolValue })
    }

    func optionalCount(_ key: String) throws(ShapeError) -> Int? {
        try value(key, "an integer") { $0.intValue }.map { Int(clamping: $0) }
    }

    func optionalJSON(_ key: String) throws(ShapeError) -> JSONValue? {
        try value(key, "a value") { $0 }
    }

    func time(_ key: String) throws(ShapeError) -> Timestamp {
        try required(key, "a time", optionalTime(key))
    }

    func json(_ key: String) throws(ShapeError) -> JSONValue {
        try required(key, "a value", value(key, "a value") { $0 })
    }

    func optionalString(_ key: String) throws(ShapeError) -> String? {
        try value(key, "a string") { $0.stringValue }
    }

    func optionalTime(_ key: String) throws(ShapeError) -> Timestamp? {
        try value(key, "a time") { $0.stringValue.flatMap { Timestamp($0) } }
    }

    func list(_ key: String) throws(ShapeError) -> [JSONValue] {
        try required(key, "an array", value(key, "an array") { $0.arrayValue })
    }

    func strings(_ key: String) throws(ShapeError) -> [String] {
        try required(
            key, "an array of strings",
            value(key, "an array of strings") { value in
                guard let elements = value.arrayValue else { return nil }
                let texts = elements.compactMap(\.stringValue)
                return texts.count == elements.count ? texts : nil
            })
    }

    func values<Value: WireValue>(_ key: String, of type: Value.Type = Value.self) throws(ShapeError) -> [Value] {
        var result: [Value] = []
        for element in try list(key) { result.append(try Value(json: element)) }
        return result
    }

    private func value<Value>(_ key: String, _ kind: String, _ convert: (JSONValue) -> Value?) throws(ShapeError)
        -> Value?
    {
        guard let json = object[key], !json.isNull else { return nil }
        guard let value = convert(json) else { throw ShapeError("The member \(key) of \(name) is not \(kind).") }
        return value
    }

    private func required<Value>(_ key: String, _ kind: String, _ value: Value?) throws(ShapeError) -> Value {
        guard let value else { throw ShapeError("\(name) has no member \(key), which has to be \(kind).") }
        return value
    }
}
