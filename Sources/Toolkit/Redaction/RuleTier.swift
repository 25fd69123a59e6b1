/// How sure a rule can be.
public enum RuleTier: String, Sendable, Hashable, CaseIterable {
    /// The secret shows by its own form: a provider's prefix, a key block.
    case token
    /// The secret shows by what stands before it: `password = …`.
    case context
}
