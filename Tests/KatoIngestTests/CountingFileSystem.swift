import FileAccess
import Synchronization

/// The machine's file system, counting how often a file is opened.
final class CountingFileSystem: FileSystem {
    private let local = LocalFileSystem()
    private let count = Mutex(0)

    var opened: Int { count.withLock { $0 } }

    func open(_ path: String) throws(FileAccessError) -> any FileContent {
        count.withLock { $0 += 1 }
        return try local.open(path)
    }

    func status(_ path: String) throws(FileAccessError) -> FileStatus { try local.status(path) }
    func entries(of path: String) throws(FileAccessError) -> [DirectoryEntry] { try local.entries(of: path) }
    func canonicalPath(_ path: String) throws(FileAccessError) -> String { try local.canonicalPath(path) }
    func anchor(_ path: String) throws(FileAccessError) -> any DirectoryAnchor { try local.anchor(path) }
    func makeDirectory(_ path: String, mode: UInt32) throws(FileAccessError) {
        try local.makeDirectory(path, mode: mode)
    }
}
