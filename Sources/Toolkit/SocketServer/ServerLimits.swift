/// What a server lets its clients take. Small: the clients are people and their tools.
public struct ServerLimits: Sendable, Hashable {
    /// Connections at a time; a further one is told so and closed.
    public var connections = 64
    /// Connections of one process at a time, so that one that forgets to close leaves room for the others.
    public var connectionsOfProcess = 16
    /// Bytes of a line without its end. A longer one ends its connection.
    public var lineLength = 1 << 20
    /// From the first byte of a line to its end. A client that trickles does not keep its place longer.
    public var lineDeadline: Duration = .seconds(5)
    /// Without any request, for a client that is sent nothing unasked either.
    public var idleDeadline: Duration = .seconds(30)
    /// For taking what was sent to it.
    public var writeDeadline: Duration = .seconds(30)

    public init() {}
}
