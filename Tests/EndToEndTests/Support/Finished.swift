import StrictJSON

/// What a program left behind.
struct Finished: CustomStringConvertible {
    let status: Int32
    let output: String
    let errors: String

    var description: String { "exit \(status)\n--- stdout\n\(output)\n--- stderr\n\(errors)" }

    /// The standard output as one JSON value.
    func json() throws -> JSONValue {
        try JSONValue.parse(output)
    }
}
