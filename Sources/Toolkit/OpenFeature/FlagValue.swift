/// What a flag can be, and what an attribute of a context can hold.
public enum FlagValue: Sendable, Hashable {
    case null
    case boolean(Bool)
    case string(String)
    case integer(Int64)
    case float(Double)
    case list([FlagValue])
    case structure([String: FlagValue])

    /// Whether a flag of type `type` can have this value. A whole number is a fine value of a float flag.
    public func isA(_ type: FlagType) -> Bool {
        switch (self, type) {
        case (.boolean, .boolean), (.string, .string), (.integer, .integer), (.float, .float), (.integer, .float): true
        case (.list, .object), (.structure, .object): true
        default: false
        }
    }
}
