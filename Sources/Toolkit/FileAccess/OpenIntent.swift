/// How a file below a ``DirectoryAnchor`` is opened.
public enum OpenIntent: Sendable, Hashable {
    case read
    /// Appends to a file that exists.
    case append
    /// Writes over bytes of a file that exists, at their places.
    case patch
    /// Makes a new file; fails with `exists` when the name is taken.
    case create
}
