/// Why a socket could not be served.
public struct LineServerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Why, as a stable word.
    public enum Reason: Sendable, Hashable {
        /// Another process answers on it.
        case alreadyServed
        /// Something that is no socket, or not ours, stands at its path. It was not touched.
        case occupied
        /// The socket that was handed over does not listen at the path.
        case notAdoptable
        /// The system refused it; the number is its error.
        case system(Int32)
    }

    public let reason: Reason
    public let path: String

    public init(_ reason: Reason, path: String) {
        self.reason = reason
        self.path = path
    }

    public var description: String {
        switch reason {
        case .alreadyServed: "Another process already serves \(path)."
        case .occupied: "\(path) is not a socket of yours; it was left alone."
        case .notAdoptable: "The socket that was handed over does not listen at \(path)."
        case .system(let errno): "\(path) cannot be served (error \(errno))."
        }
    }
}
