/// What may have changed since the last look. A hint, never the truth: the reader looks for itself.
public struct WatchHints: Sendable, Hashable {
    /// Files that were written, created or moved in.
    public var files: Set<String> = []
    /// Directories that appeared; they may have been filled before they were watched.
    public var directories: Set<String> = []
    /// Events were lost, or a directory could not be watched: everything is to be looked at.
    public var rescan = false
    /// The system dropped events because nobody took them in time. Implies ``rescan``.
    public var overflowed = false

    public init() {}

    /// Nothing is to be looked at.
    public var isEmpty: Bool { files.isEmpty && directories.isEmpty && !rescan }
}
