/// What a server lets its clients take. Small: the clients are people and their tools.
public struct ServerLimits: Sendable, Hashable {
    /// Connections at a time; a further one is told so and closed.
    public var connections = 64
    /// Bytes of a line without its end. A longer one ends its connection.
    public var lineLength = 1 << 20

    public init() {}
}
