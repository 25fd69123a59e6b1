/// What a provider found for a flag.
public struct FlagResolution: Sendable, Hashable {
    /// `nil` where the provider says that the code's default is right: a disabled flag, say.
    public var value: FlagValue?
    public var variant: String?
    public var reason: Reason?
    /// Booleans, strings and numbers about the flag.
    public var metadata: [String: FlagValue]

    public init(value: FlagValue?, variant: String? = nil, reason: Reason? = nil, metadata: [String: FlagValue] = [:]) {
        self.value = value
        self.variant = variant
        self.reason = reason
        self.metadata = metadata
    }
}
