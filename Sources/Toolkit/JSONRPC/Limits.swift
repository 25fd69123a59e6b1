/// What a server accepts from a peer it does not trust. Whatever exceeds one of them is refused with a typed error.
public struct Limits: Sendable, Hashable {
    /// Bytes of a request line without its line end. 1 MiB holds any request a person or a program makes by hand.
    public var maximumLineLength = 1 << 20
    /// Bytes of one response. 8 MiB; a method that could exceed it must answer in pages.
    public var maximumResponseLength = 8 << 20
    /// Containers inside each other. Requests are nearly flat, so 64 refuses only abuse.
    public var maximumDepth = 64
    /// Requests in a batch. They are answered in one piece, so each costs up to a whole response of memory.
    public var maximumBatch = 64
    /// Bytes of a method name.
    public var maximumMethodLength = 256
    /// Bytes of an id as written, because every response repeats it.
    public var maximumIDLength = 256

    /// The limits stated above.
    public init() {}
}
