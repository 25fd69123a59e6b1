/// Knows no flag, so that every evaluation gives the code's default: what there is before a provider is set.
public final class NoOpProvider: FeatureProvider {
    public init() {}

    public var metadata: ProviderMetadata { ProviderMetadata(name: "No-op Provider") }

    public func resolve(_ flagKey: String, type: FlagType, context: EvaluationContext) -> FlagResolution {
        FlagResolution(value: nil, reason: .default)
    }
}
