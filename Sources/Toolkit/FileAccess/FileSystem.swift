/// The file system as a program's stages see it: the seam at which tests put theirs.
public protocol FileSystem: Sendable {
    /// Opens a regular file for reading. Never blocks on a FIFO or a device.
    func open(_ path: String) throws(FileAccessError) -> any FileContent

    /// The status of what a path leads to, links followed.
    func status(_ path: String) throws(FileAccessError) -> FileStatus

    /// The entries of a directory in no particular order, without `.` and `..`.
    func entries(of path: String) throws(FileAccessError) -> [DirectoryEntry]

    /// The path with every link resolved.
    func canonicalPath(_ path: String) throws(FileAccessError) -> String

    /// Holds open the directory at a canonical path; fails when a link leads to it.
    func anchor(_ path: String) throws(FileAccessError) -> any DirectoryAnchor

    /// Makes a directory and the missing ones above it.
    func makeDirectory(_ path: String, mode: UInt32) throws(FileAccessError)
}
