/// What a hook knows about the evaluation it takes part in.
public struct HookContext: Sendable {
    public let flagKey: String
    public let flagType: FlagType
    public let defaultValue: FlagValue
    public internal(set) var context: EvaluationContext
    public let client: ClientMetadata
    public let provider: ProviderMetadata
    /// Belongs to this hook in this evaluation alone.
    public let data: HookData
}
