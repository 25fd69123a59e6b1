/// A directory held open, below which files are reached by name. Nothing reached through it lies outside it.
///
/// Every method walks `components` from the held descriptor without following a link of any kind and without entering
/// another mount, so a path that was swapped for a link between two calls fails instead of leading elsewhere.
public protocol DirectoryAnchor: Sendable {
    /// The path it was opened by. For messages.
    var path: String { get }

    /// Opens a regular file. For appending, the name has to be spelled as it stands in its folder, also where the
    /// folder ignores case.
    func open(_ components: [String], _ intent: OpenIntent) throws(FileAccessError) -> any FileContent

    /// The status of what a name stands for, without following a link; `nil` when nothing is there.
    func status(_ components: [String]) throws(FileAccessError) -> FileStatus?

    /// Makes the directories that are missing, each with mode 0755 less the umask; none when it fails.
    func makeDirectories(_ components: [String]) throws(FileAccessError)

    /// Exchanges two names of one directory in one step. Both must exist.
    func exchange(_ left: [String], with name: String) throws(FileAccessError)

    /// Gives a file a new name in its directory; fails with `exists` when it is taken.
    func rename(_ components: [String], to name: String) throws(FileAccessError)

    /// Removes a file.
    func remove(_ components: [String]) throws(FileAccessError)

    /// Makes the names in the directory that holds `components` durable.
    func syncParent(_ components: [String]) throws(FileAccessError)
}
