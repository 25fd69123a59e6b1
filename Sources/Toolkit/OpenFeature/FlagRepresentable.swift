/// A Swift type that flags can be asked for.
public protocol FlagRepresentable: Sendable {
    static var flagType: FlagType { get }
    /// The value as a flag's.
    var flagValue: FlagValue { get }
    /// The flag's value; `nil` when it is of another type.
    init?(flagValue: FlagValue)
}

extension Bool: FlagRepresentable {
    public static var flagType: FlagType { .boolean }
    public var flagValue: FlagValue { .boolean(self) }

    public init?(flagValue: FlagValue) {
        guard case .boolean(let value) = flagValue else { return nil }
        self = value
    }
}

extension String: FlagRepresentable {
    public static var flagType: FlagType { .string }
    public var flagValue: FlagValue { .string(self) }

    public init?(flagValue: FlagValue) {
        guard case .string(let value) = flagValue else { return nil }
        self = value
    }
}

extension Int64: FlagRepresentable {
    public static var flagType: FlagType { .integer }
    public var flagValue: FlagValue { .integer(self) }

    public init?(flagValue: FlagValue) {
        guard case .integer(let value) = flagValue else { return nil }
        self = value
    }
}

extension Double: FlagRepresentable {
    public static var flagType: FlagType { .float }
    public var flagValue: FlagValue { .float(self) }

    public init?(flagValue: FlagValue) {
        switch flagValue {
        case .float(let value): self = value
        case .integer(let value): self = Double(value)
        default: return nil
        }
    }
}

/// Object flags are asked for as they are.
extension FlagValue: FlagRepresentable {
    public static var flagType: FlagType { .object }
    public var flagValue: FlagValue { self }

    public init?(flagValue: FlagValue) {
        guard flagValue.isA(.object) else { return nil }
        self = flagValue
    }
}
