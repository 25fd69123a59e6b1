/// What a provider says about itself.
public struct ProviderMetadata: Sendable, Hashable {
    public let name: String

    public init(name: String) {
        self.name = name
    }
}
