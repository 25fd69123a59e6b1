package import JSONRPC
package import StrictJSON

/// The parameters of one call, checked against the table.
package struct ControlArguments: Sendable, Hashable {
    private let values: [String: JSONValue]

    /// Takes an object by name or an array by position. Throws an `invalidParams` error that names what is wrong: a
    /// parameter that is missing, unknown, given twice or of another kind. `null` counts as not given.
    package init(_ params: JSONValue?, for method: ControlMethod) throws(ErrorObject) {
        let parameters = method.definition.parameters
        var values: [String: JSONValue] = [:]
        switch params {
        case nil: break
        case .object(let object)?:
            for member in object {
                guard parameters.contains(where: { $0.name == member.key }) else {
                    throw Self.unknown(method, parameters)
                }
                guard object.occurrences(of: member.key) == 1 else {
                    throw .invalidParams("The parameter \(member.key) is given twice.", hint: "Give it once.")
                }
                values[member.key] = member.value
            }
        case .array(let elements)?:
            guard elements.count <= parameters.count else { throw Self.unknown(method, parameters) }
            for (parameter, value) in zip(parameters, elements) { values[parameter.name] = value }
        default: throw .invalidParams("The parameters are neither an object nor an array.", hint: "Give an object.")
        }
        for parameter in parameters {
            guard let value = values[parameter.name], !value.isNull else {
                values[parameter.name] = nil
                if !parameter.isRequired { continue }
                throw .invalidParams(
                    "The parameter \(parameter.name) is missing.", hint: "It is \(parameter.expectation).")
            }
            guard parameter.accepts(value) else {
                let message = "The parameter \(parameter.name) has a value that is not allowed."
                throw .invalidParams(message, hint: "It is \(parameter.expectation).")
            }
        }
        self.values = values
    }

    /// A string, or `nil` when it was not given.
    package func text(_ name: String) -> String? { values[name]?.stringValue }

    /// A string that the table makes obligatory.
    package func requiredText(_ name: String) throws(ErrorObject) -> String {
        guard let text = text(name) else {
            throw .invalidParams("The parameter \(name) is missing.", hint: "Give a string.")
        }
        return text
    }

    /// The page size asked for, or the usual one.
    package var limit: Int {
        values["limit"]?.intValue.flatMap(Int.init(exactly:)) ?? ControlLimits.defaultPageSize
    }

    /// An integer, or `nil` when it was not given.
    package func integer(_ name: String) -> Int? {
        values[name]?.intValue.flatMap(Int.init(exactly:))
    }

    /// A flag; false when it was not given.
    package func flag(_ name: String) -> Bool { values[name]?.boolValue ?? false }

    /// Strings, or `nil` when they were not given.
    package func words(_ name: String) -> [String]? { values[name]?.arrayValue?.compactMap(\.stringValue) }

    private static func unknown(_ method: ControlMethod, _ parameters: [MethodParameter]) -> ErrorObject {
        let names = parameters.map(\.name).joined(separator: ", ")
        return .invalidParams(
            "A parameter is given that \(method.rawValue) does not have.",
            hint: names.isEmpty ? "Leave out the parameters." : "The parameters are: \(names).")
    }
}
