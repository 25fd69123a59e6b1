package import FileAccess

/// A file system in which calls that write fail as a ``FaultPlan`` says.
package struct FaultyFileSystem: FileSystem {
    private let base: any FileSystem
    private let plan: FaultPlan

    /// - Parameter base: where the calls that pass go to.
    package init(_ plan: FaultPlan, over base: any FileSystem = LocalFileSystem()) {
        self.base = base
        self.plan = plan
    }

    package func open(_ path: String) throws(FileAccessError) -> any FileContent { try base.open(path) }

    package func status(_ path: String) throws(FileAccessError) -> FileStatus { try base.status(path) }

    package func entries(of path: String) throws(FileAccessError) -> [DirectoryEntry] { try base.entries(of: path) }

    package func canonicalPath(_ path: String) throws(FileAccessError) -> String { try base.canonicalPath(path) }

    package func anchor(_ path: String) throws(FileAccessError) -> any DirectoryAnchor {
        FaultyAnchor(base: try base.anchor(path), plan: plan)
    }

    package func makeDirectory(_ path: String, mode: UInt32) throws(FileAccessError) {
        try base.makeDirectory(path, mode: mode)
    }
}
