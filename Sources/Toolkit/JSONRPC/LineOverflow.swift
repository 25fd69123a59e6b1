/// A peer sent more bytes without a line end than are allowed. The connection cannot be used any more.
public struct LineOverflow: Error, Sendable, Hashable, CustomStringConvertible {
    /// The number of bytes a line may have.
    public let maximumLength: Int

    /// Names the limit that was exceeded.
    public init(maximumLength: Int) {
        self.maximumLength = maximumLength
    }

    /// One sentence.
    public var description: String { "A line is longer than \(maximumLength) bytes." }
}
