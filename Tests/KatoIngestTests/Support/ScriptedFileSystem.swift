import FileAccess
import Synchronization

/// The machine's file system with errors on some paths and a say in what it tells of files.
final class ScriptedFileSystem: FileSystem {
    private let base = LocalFileSystem()
    private let errors = Mutex<[String: Int32]>([:])
    private let view: @Sendable (FileStatus) -> FileStatus
    private let birth: @Sendable (Int64) -> Int64

    /// - Parameters:
    ///   - view: what is told of a file, given what is true.
    ///   - birth: the same for the time of birth.
    init(
        view: @escaping @Sendable (FileStatus) -> FileStatus = { $0 },
        birth: @escaping @Sendable (Int64) -> Int64 = { $0 }
    ) {
        self.view = view
        self.birth = birth
    }

    /// From now on `path` and what is below fails with this error number; with `nil` all is well again.
    func fail(_ path: String, with number: Int32?) {
        errors.withLock { $0[path] = number }
    }

    func open(_ path: String) throws(FileAccessError) -> any FileContent {
        try check("open", path)
        return ScriptedFile(base: try base.open(path), view: view, birth: birth)
    }

    func status(_ path: String) throws(FileAccessError) -> FileStatus {
        try check("read the status of", path)
        return view(try base.status(path))
    }

    func entries(of path: String) throws(FileAccessError) -> [DirectoryEntry] {
        try check("list", path)
        return try base.entries(of: path)
    }

    func canonicalPath(_ path: String) throws(FileAccessError) -> String { try base.canonicalPath(path) }

    func anchor(_ path: String) throws(FileAccessError) -> any DirectoryAnchor { try base.anchor(path) }

    func makeDirectory(_ path: String, mode: UInt32) throws(FileAccessError) {
        try base.makeDirectory(path, mode: mode)
    }

    private func check(_ operation: String, _ path: String) throws(FileAccessError) {
        let number = errors.withLock { errors in
            errors.first { path == $0.key || path.hasPrefix($0.key + "/") }?.value
        }
        if let number { throw FileAccessError(operation: operation, path: path, errno: number) }
    }

    private struct ScriptedFile: FileContent {
        let base: any FileContent
        let view: @Sendable (FileStatus) -> FileStatus
        let birth: @Sendable (Int64) -> Int64

        func status() throws(FileAccessError) -> FileStatus { view(try base.status()) }
        func birthTime() -> Int64 { birth(base.birthTime()) }
        func read(at offset: UInt64, count: Int) throws(FileAccessError) -> [UInt8] {
            try base.read(at: offset, count: count)
        }
        func readBack(at offset: UInt64, count: Int) throws(FileAccessError) -> [UInt8] {
            try base.readBack(at: offset, count: count)
        }
        func append(_ bytes: UnsafeRawBufferPointer) throws(FileAccessError) { try base.append(bytes) }
        func overwrite(_ bytes: [UInt8], at offset: UInt64) throws(FileAccessError) {
            try base.overwrite(bytes, at: offset)
        }
        func setMode(_ mode: UInt32) throws(FileAccessError) { try base.setMode(mode) }
        func hasAttributes() -> Bool { base.hasAttributes() }
        func sync() throws(FileAccessError) { try base.sync() }
    }
}
