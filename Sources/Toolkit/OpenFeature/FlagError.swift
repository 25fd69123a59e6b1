/// What a provider throws. Clients never do: they answer the default with the code.
public struct FlagError: Error, Sendable, Hashable {
    public let code: ErrorCode
    public let message: String?

    public init(_ code: ErrorCode, _ message: String? = nil) {
        self.code = code
        self.message = message
    }

    /// Any error as one of these.
    public init(_ error: any Error) {
        self = error as? FlagError ?? FlagError(.general, "\(error)")
    }
}
