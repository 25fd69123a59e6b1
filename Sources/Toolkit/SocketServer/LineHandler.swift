/// What a ``LineServer`` asks of whoever uses it.
public struct LineHandler: Sendable {
    /// Asked before a byte is read; false closes the connection.
    let authorize: @Sendable (PeerIdentity) -> Bool
    /// A client came; the result answers its lines.
    let connected: @Sendable (LineClient) -> LineServer.Answer
    /// Sent to a client whose line is too long, before it is closed.
    let overflow: [UInt8]
    /// Sent to a client that finds all connections taken, before it is closed.
    let busy: [UInt8]
    /// Called once the socket answers.
    let ready: @Sendable () async -> Void
    /// The path did not lead to the socket any more: it was made again, or could not be.
    let displaced: @Sendable (LineServerError?) -> Void

    public init(
        authorize: @escaping @Sendable (PeerIdentity) -> Bool,
        connected: @escaping @Sendable (LineClient) -> LineServer.Answer, overflow: [UInt8], busy: [UInt8],
        ready: @escaping @Sendable () async -> Void,
        displaced: @escaping @Sendable (LineServerError?) -> Void = { _ in }
    ) {
        self.authorize = authorize
        self.connected = connected
        self.overflow = overflow
        self.busy = busy
        self.ready = ready
        self.displaced = displaced
    }
}
