public import OpenFeature

/// How and how often a flag service is asked.
public struct RemoteFlagSettings: Sendable {
    /// Gives a token; what it throws is why there is none.
    public typealias Token = @Sendable () throws(FlagError) -> String?

    /// Gives the token to ask with, anew each time; `nil` for a service that wants none. What it throws keeps the service
    /// from being asked.
    public var token: Token = { () throws(FlagError) in nil }
    /// Between two questions for the same context.
    public var poll: Duration = .seconds(60)
    /// How long an answer may take.
    public var patience: Duration = .seconds(3)
    /// The most contexts with a copy; the one that was not asked for the longest makes room.
    public var limit = 64

    public init() {}
}
