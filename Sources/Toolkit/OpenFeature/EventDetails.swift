/// What a handler of an event is told.
public struct EventDetails: Sendable, Hashable {
    public internal(set) var providerName: String
    public internal(set) var domain: String?
    /// The flags that changed, where the provider knows.
    public var flagsChanged: [String]
    public var message: String?
    public var errorCode: ErrorCode?
    public var metadata: [String: FlagValue]

    public init(
        flagsChanged: [String] = [], message: String? = nil, errorCode: ErrorCode? = nil,
        metadata: [String: FlagValue] = [:]
    ) {
        providerName = ""
        self.flagsChanged = flagsChanged
        self.message = message
        self.errorCode = errorCode
        self.metadata = metadata
    }
}
