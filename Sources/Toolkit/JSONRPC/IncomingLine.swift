/// What one line asks of a server.
public enum IncomingLine: Sendable, Hashable {
    /// Nothing but white space; not answered.
    case empty
    /// One request, or the one error that answers a line which is neither a request nor a batch.
    case single(Result<Request, Rejection>)
    /// At least one entry, each judged by itself.
    case batch([Result<Request, Rejection>])
}
