/// Whom or what a flag is evaluated for. A value: whoever merges it gets another one.
public struct EvaluationContext: Sendable, Hashable {
    /// Identifies the subject, for providers that split by it.
    public var targetingKey: String?
    public var attributes: [String: FlagValue]

    public init(targetingKey: String? = nil, attributes: [String: FlagValue] = [:]) {
        self.targetingKey = targetingKey
        self.attributes = attributes
    }

    /// This context, with what `later` says instead where both say something.
    public func merging(_ later: EvaluationContext?) -> EvaluationContext {
        guard let later else { return self }
        return EvaluationContext(
            targetingKey: later.targetingKey ?? targetingKey,
            attributes: attributes.merging(later.attributes) { _, new in new })
    }

    public subscript(name: String) -> FlagValue? {
        name == "targetingKey" ? attributes[name] ?? targetingKey.map(FlagValue.string) : attributes[name]
    }
}
