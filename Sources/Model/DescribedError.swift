/// An error that a person can act on. Every module's error type is one.
package protocol DescribedError: Error, Sendable, CustomStringConvertible {
    /// A stable word for programs, for example `path-denied`.
    var code: String { get }
    /// One sentence: what failed, and where.
    var message: String { get }
    /// One sentence: what the reader can do about it.
    var hint: String? { get }
    /// The error below this one. For logs, never for the user's screen.
    var cause: (any Error)? { get }
}

extension DescribedError {
    package var description: String {
        hint.map { "\(message) \($0)" } ?? message
    }
}
