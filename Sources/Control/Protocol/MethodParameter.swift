package import StrictJSON

/// A parameter of a method.
package struct MethodParameter: Sendable, Hashable {
    /// Which values are taken.
    package enum Kind: Sendable, Hashable {
        /// A string that is not empty.
        case text
        /// A path that means the same wherever a program runs.
        case path
        /// An integer within bounds, and what holds when it is not given.
        case integer(ClosedRange<Int>, standard: Int)
        /// One of these strings.
        case choice([String])
        /// An array of some of these strings.
        case words([String])
        /// A number of days, 0 for any age.
        case days
        /// True or false; false when it is not given.
        case flag
    }

    /// A hundred years: more is a mistake.
    private static let maximumDays = 36_525

    package let name: String
    package let kind: Kind
    package let isRequired: Bool
    package let summary: String

    /// The JSON Schema of its values.
    package var schema: JSONValue {
        switch kind {
        case .text: ["type": "string", "minLength": 1]
        case .path: ["type": "string", "pattern": "^(/|~/)"]
        case .integer(let bounds, let standard):
            [
                "type": "integer", "minimum": .count(bounds.lowerBound), "maximum": .count(bounds.upperBound),
                "default": .count(standard),
            ]
        case .choice(let words): ["type": "string", "enum": .array(words.map(JSONValue.string))]
        case .words(let words):
            ["type": "array", "items": ["type": "string", "enum": .array(words.map(JSONValue.string))]]
        case .days: ["type": "integer", "minimum": 0, "maximum": .count(Self.maximumDays)]
        case .flag: ["type": "boolean", "default": false]
        }
    }

    /// What values it takes, in words.
    package var expectation: String {
        switch kind {
        case .text: "a string that is not empty"
        case .path: "a path that begins with / or ~/"
        case .integer(let bounds, _): "an integer from \(bounds.lowerBound) to \(bounds.upperBound)"
        case .choice(let words): words.joined(separator: " or ")
        case .words(let words): "an array with some of \(words.joined(separator: ", "))"
        case .days: "a number of days from 0 to \(Self.maximumDays)"
        case .flag: "true or false"
        }
    }

    /// Whether `value` is one of the values it takes.
    package func accepts(_ value: JSONValue) -> Bool {
        switch kind {
        case .text: value.stringValue?.isEmpty == false
        case .path: value.stringValue.map { $0.utf8.starts(with: "/".utf8) || $0.utf8.starts(with: "~/".utf8) } ?? false
        case .integer(let bounds, _): value.intValue.flatMap(Int.init(exactly:)).map(bounds.contains) ?? false
        case .choice(let words): value.stringValue.map(words.contains) ?? false
        case .words(let words):
            value.arrayValue.map { !$0.isEmpty && $0.allSatisfy { $0.stringValue.map(words.contains) ?? false } }
                ?? false
        case .days: value.intValue.map { (0...Int64(Self.maximumDays)).contains($0) } ?? false
        case .flag: value.boolValue != nil
        }
    }
}
