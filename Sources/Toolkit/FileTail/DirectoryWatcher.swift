/// Says when something in a set of directories may have changed.
///
/// Changes are gathered in a set; the stream only carries the signal that the set is not empty any more, so a slow
/// reader loses nothing and a burst costs one wake-up.
public protocol DirectoryWatcher: Sendable {
    /// One element a wake-up. For a single reader.
    var wakeups: AsyncStream<Void> { get }

    /// Watches a directory, not those below it. Returns false where the system refuses (too many watches, a file
    /// system without events): the caller then has to look from time to time.
    func watch(_ directory: String) -> Bool

    /// Stops watching a directory.
    func unwatch(_ directory: String)

    /// Takes what was gathered since the last call.
    func takeHints() -> WatchHints
}
