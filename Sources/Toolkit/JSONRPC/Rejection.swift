/// Something that was sent in place of a request, and how to answer it.
public struct Rejection: Error, Sendable, Hashable {
    /// The id, when the rest was readable enough to tell; `null` otherwise.
    public let id: RequestID
    public let error: ErrorObject

    public init(id: RequestID, error: ErrorObject) {
        self.id = id
        self.error = error
    }
}
