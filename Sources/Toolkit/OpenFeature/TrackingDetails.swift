/// What happened, for a provider that counts it.
public struct TrackingDetails: Sendable, Hashable {
    public var value: Double?
    public var attributes: [String: FlagValue]

    public init(value: Double? = nil, attributes: [String: FlagValue] = [:]) {
        self.value = value
        self.attributes = attributes
    }
}
