import FileAccess

/// The machine's own files, seen a moment too early: nothing is there when one is looked at, and it is when it is opened.
struct BlindFileSystem: FileSystem {
    private let files = LocalFileSystem()

    func open(_ path: String) throws(FileAccessError) -> any FileContent { try files.open(path) }
    func status(_ path: String) throws(FileAccessError) -> FileStatus { try files.status(path) }
    func entries(of path: String) throws(FileAccessError) -> [DirectoryEntry] { try files.entries(of: path) }
    func canonicalPath(_ path: String) throws(FileAccessError) -> String { try files.canonicalPath(path) }
    func makeDirectory(_ path: String, mode: UInt32) throws(FileAccessError) {
        try files.makeDirectory(path, mode: mode)
    }

    func anchor(_ path: String) throws(FileAccessError) -> any DirectoryAnchor {
        BlindAnchor(anchor: try files.anchor(path))
    }
}

private struct BlindAnchor: DirectoryAnchor {
    let anchor: any DirectoryAnchor

    var path: String { anchor.path }

    func status(_ components: [String]) throws(FileAccessError) -> FileStatus? { nil }

    func open(_ components: [String], _ intent: OpenIntent) throws(FileAccessError) -> any FileContent {
        try anchor.open(components, intent)
    }
    func makeDirectories(_ components: [String]) throws(FileAccessError) { try anchor.makeDirectories(components) }
    func exchange(_ left: [String], with name: String) throws(FileAccessError) {
        try anchor.exchange(left, with: name)
    }
    func rename(_ components: [String], to name: String) throws(FileAccessError) {
        try anchor.rename(components, to: name)
    }
    func remove(_ components: [String]) throws(FileAccessError) { try anchor.remove(components) }
    func syncParent(_ components: [String]) throws(FileAccessError) { try anchor.syncParent(components) }
}
