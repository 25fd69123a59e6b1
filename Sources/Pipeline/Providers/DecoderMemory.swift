import StrictJSON

/// What a decoder remembers of a source between its records: a few named values.
///
/// It is stored with the checkpoint, in the same transaction, so a file that is read on after a restart is decoded as
/// if it had never been put down. A decoder that remembers nothing leaves it empty, and then nothing is stored.
package struct DecoderMemory: Sendable, Hashable {
    /// Bytes that a value has at most; longer ones are cut, so that no log can make the memory grow.
    package static let valueLimit = 16 << 10
    /// Values that are kept at most; further names are not taken.
    package static let nameLimit = 24

    private var values: [String: String] = [:]

    /// Nothing remembered: what every source begins with.
    package init() {}

    /// Reads what ``text`` wrote; anything else is nothing.
    package init(text: String) {
        guard !text.isEmpty, let object = try? JSONValue.parse(text).objectValue else { return }
        for member in object.members { self[member.key] = member.value.stringValue }
    }

    /// One line of JSON with the names in order; empty when nothing is remembered.
    package var text: String {
        guard !values.isEmpty else { return "" }
        let members = values.sorted { $0.key < $1.key }.map {
            JSONObject.Member(key: $0.key, value: .string($0.value))
        }
        return JSONValue.object(JSONObject(members: members)).text()
    }

    /// The value under this name; `nil` when there is none. Setting `nil` forgets it.
    package subscript(name: String) -> String? {
        get { values[name] }
        set {
            guard values[name] != nil || values.count < Self.nameLimit else { return }
            values[name] = newValue.map(Self.cut)
        }
    }

    /// The number under this name; 0 when there is none, and 0 is not stored.
    package subscript(count name: String) -> Int {
        get { values[name].flatMap { Int($0) } ?? 0 }
        set { self[name] = newValue == 0 ? nil : String(newValue) }
    }

    private static func cut(_ value: String) -> String {
        guard value.utf8.count > valueLimit else { return value }
        var kept = value[...]
        while kept.utf8.count > valueLimit { kept.removeLast() }
        return String(kept)
    }
}
