/// Something that was sent in place of a request, and how to answer it.
public struct Rejection: Error, Sendable, Hashable {
    /// The id, when the rest was readable enough to tell; `null` otherwise.
    public let id: RequestID
    /// What the peer is told.
    public let error: ErrorObject

    /// Joins the two.
    public init(id: RequestID, error: ErrorObject) {
        self.id = id
        self.error = error
    }
}
