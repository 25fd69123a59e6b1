import FileAccess

/// The machine's file system as it looks while everything happens within one tick of the clock.
struct FrozenFileSystem: FileSystem {
    private let local = LocalFileSystem()

    func open(_ path: String) throws(FileAccessError) -> any FileContent {
        FrozenFile(local: try local.open(path))
    }

    func status(_ path: String) throws(FileAccessError) -> FileStatus { try local.status(path).frozen }
    func entries(of path: String) throws(FileAccessError) -> [DirectoryEntry] { try local.entries(of: path) }
    func canonicalPath(_ path: String) throws(FileAccessError) -> String { try local.canonicalPath(path) }
    func anchor(_ path: String) throws(FileAccessError) -> any DirectoryAnchor { try local.anchor(path) }
    func makeDirectory(_ path: String, mode: UInt32) throws(FileAccessError) {
        try local.makeDirectory(path, mode: mode)
    }
}

private struct FrozenFile: FileContent {
    let local: any FileContent

    func status() throws(FileAccessError) -> FileStatus { try local.status().frozen }
    func birthTime() -> Int64 { local.birthTime() }
    func read(at offset: UInt64, count: Int) throws(FileAccessError) -> [UInt8] {
        try local.read(at: offset, count: count)
    }
    func readBack(at offset: UInt64, count: Int) throws(FileAccessError) -> [UInt8] {
        try local.readBack(at: offset, count: count)
    }
    func append(_ bytes: UnsafeRawBufferPointer) throws(FileAccessError) { try local.append(bytes) }
    func overwrite(_ bytes: [UInt8], at offset: UInt64) throws(FileAccessError) {
        try local.overwrite(bytes, at: offset)
    }
    func setMode(_ mode: UInt32) throws(FileAccessError) { try local.setMode(mode) }
    func hasAttributes() -> Bool { local.hasAttributes() }
    func sync() throws(FileAccessError) { try local.sync() }
}

extension FileStatus {
    fileprivate var frozen: FileStatus {
        FileStatus(
            kind: kind, device: device, inode: inode, size: size, owner: owner, mode: mode, links: links, modified: 7)
    }
}
