/// Why there was no answer.
public enum HTTPError: Error, Sendable, Hashable {
    /// The name of the service led to no address.
    case noAddress(String)
    /// The certificates to trust could not be read.
    case noTrust(String)
    /// Nothing came in time, or what came was no HTTP; with what the system says about it.
    case noAnswer(String)
    /// The answer has more bytes than this.
    case tooLong(Int)

    /// One sentence for people.
    public var sentence: String {
        switch self {
        case .noAddress(let host): "There is no address of \(host)."
        case .noTrust(let reason): "The certificates to trust cannot be read (\(reason))."
        case .noAnswer(let reason): "There was no answer (\(reason))."
        case .tooLong(let limit): "The answer is longer than \(limit) bytes."
        }
    }
}
