/// How a file below a ``DirectoryAnchor`` is opened.
public enum OpenIntent: Sendable, Hashable {
    case read
    /// Appends to a file that exists.
    case append
    /// Makes a new file; fails with `exists` when the name is taken.
    case create
}
