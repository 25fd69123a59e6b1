package import StrictJSON

/// One thing that is wrong in the configuration file, and where.
package struct ConfigIssue: Sendable, Hashable {
    package let file: String
    /// From 1; 0 when the issue concerns the file as a whole.
    package let line: Int
    /// From 1, in Unicode scalars; 0 when the issue concerns the file as a whole.
    package let column: Int
    /// Dotted, for example `render.timeZone`; empty when the issue concerns no key.
    package let key: String
    /// What stands there, shortened; `nil` when that is nothing.
    package let found: String?
    /// One sentence: what is wrong.
    package let message: String
    /// One sentence: what to write instead.
    package let hint: String?

    /// `file:line:column: key: message`, then the hint.
    package var text: String {
        var place = file
        if line > 0 { place += ":\(line):\(column)" }
        if !key.isEmpty { place += ": \(key)" }
        return "\(place): \(message)" + (hint.map { " \($0)" } ?? "")
    }

    /// The members, for programs.
    package var json: JSONValue {
        [
            "file": .string(file), "line": .int(Int64(line)), "column": .int(Int64(column)), "key": .string(key),
            "found": found.map(JSONValue.string) ?? .null, "message": .string(message),
            "hint": hint.map(JSONValue.string) ?? .null,
        ]
    }
}
