package import FileAccess

/// A ``SimulatedDisk`` as the code under test sees it.
package struct SimulatedFileSystem: FileSystem {
    private let disk: SimulatedDisk

    package init(_ disk: SimulatedDisk) {
        self.disk = disk
    }

    package func open(_ path: String) throws(FileAccessError) -> any FileContent {
        guard let inode = disk.change({ $0.names[path] }) else { throw .missing("open", path) }
        return SimulatedFile(disk: disk, inode: inode, path: path)
    }

    package func status(_ path: String) throws(FileAccessError) -> FileStatus {
        guard let status = disk.change({ state in state.names[path].flatMap { state.status($0) } }) else {
            throw .missing("read the status of", path)
        }
        return status
    }

    package func entries(of path: String) throws(FileAccessError) -> [DirectoryEntry] {
        disk.paths.filter { $0.hasPrefix(path + "/") }
            .map { DirectoryEntry(name: String($0.dropFirst(path.utf8.count + 1)), kind: .regular) }
    }

    package func canonicalPath(_ path: String) throws(FileAccessError) -> String { path }

    package func anchor(_ path: String) throws(FileAccessError) -> any DirectoryAnchor {
        SimulatedAnchor(disk: disk, path: path)
    }

    package func makeDirectory(_ path: String, mode: UInt32) throws(FileAccessError) {}
}

extension FileAccessError {
    static func missing(_ operation: String, _ path: String) -> FileAccessError {
        FileAccessError(operation: operation, path: path, errno: 2)
    }
}
