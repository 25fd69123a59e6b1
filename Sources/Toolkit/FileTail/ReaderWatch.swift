public import FileAccess

/// Tells whether anybody has read a file since an earlier moment, where the system can tell.
///
/// A file counts as read when somebody who had opened it for reading alone closes it: editors load files so, indexers
/// and previews too. Who opened it for writing as well is not noticed.
public protocol ReaderWatch: Sendable {
    /// How often the file at `path` was read so far. It is watched from now on, in the place of one that was there
    /// before.
    ///
    /// - Parameter file: the file that is meant.
    /// - Returns: `nil` where reading cannot be seen, or another file is there by now.
    func watch(_ path: String, _ file: FileStatus) -> ReadMark?

    /// How often the watched file of `path` was read so far, wherever its name is by now.
    ///
    /// - Returns: `nil` when another file is watched for that path, or none.
    func mark(_ path: String, device: UInt64, inode: UInt64) -> ReadMark?

    /// Stops watching all files but those of these paths.
    func keep(_ paths: Set<String>)
}
