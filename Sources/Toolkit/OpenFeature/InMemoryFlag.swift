/// A flag that is in memory.
public struct InMemoryFlag: Sendable {
    /// Its values by name.
    public var variants: [String: FlagValue]
    /// The variant when no rule says otherwise; `nil` for the code's default.
    public var defaultVariant: String?
    public var isDisabled: Bool
    public var metadata: [String: FlagValue]
    /// Chooses a variant for a context; `nil` for the default one.
    public var contextEvaluator: (@Sendable (EvaluationContext) -> String?)?

    public init(
        variants: [String: FlagValue], defaultVariant: String?, isDisabled: Bool = false,
        metadata: [String: FlagValue] = [:], contextEvaluator: (@Sendable (EvaluationContext) -> String?)? = nil
    ) {
        self.variants = variants
        self.defaultVariant = defaultVariant
        self.isDisabled = isDisabled
        self.metadata = metadata
        self.contextEvaluator = contextEvaluator
    }
}
