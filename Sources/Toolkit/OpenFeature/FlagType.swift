/// The types a flag can have.
public enum FlagType: String, Sendable, Hashable, CaseIterable {
    case boolean
    case string
    case integer
    case float
    /// A list or a structure.
    case object
}
