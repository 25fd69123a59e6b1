/// Says when something in a set of directories may have changed.
///
/// Changes are gathered in a set; the stream only carries the signal that the set is not empty any more, so a slow
/// reader loses nothing and a burst costs one wake-up.
public protocol DirectoryWatcher: Sendable {
    /// One element a wake-up. For a single reader.
    var wakeups: AsyncStream<Void> { get }

    /// Watches a directory, not those below it, and says what that is worth.
    func watch(_ directory: String) -> WatchCoverage

    /// Watches a directory for names that appear in it, whatever is written to the files there. One that is watched
    /// for more stays watched for more.
    func watchNames(_ directory: String) -> WatchCoverage

    /// Stops watching a directory.
    func unwatch(_ directory: String)

    /// Takes what was gathered since the last call.
    func takeHints() -> WatchHints
}
