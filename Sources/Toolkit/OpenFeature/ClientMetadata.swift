/// What a client says about itself.
public struct ClientMetadata: Sendable, Hashable {
    /// Binds the client to the provider of that name; `nil` for the default one.
    public let domain: String?
}
