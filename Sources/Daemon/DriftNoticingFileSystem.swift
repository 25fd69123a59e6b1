import FileAccess

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The machine's file system; a refusal that a folder made anew would explain is a hint to look at the folders.
struct DriftNoticingFileSystem: FileSystem {
    let base: LocalFileSystem
    let hints: DriftHints

    func open(_ path: String) throws(FileAccessError) -> any FileContent {
        try noticing { () throws(FileAccessError) in try base.open(path) }
    }

    func status(_ path: String) throws(FileAccessError) -> FileStatus { try base.status(path) }

    func entries(of path: String) throws(FileAccessError) -> [DirectoryEntry] {
        try noticing { () throws(FileAccessError) in try base.entries(of: path) }
    }

    func canonicalPath(_ path: String) throws(FileAccessError) -> String { try base.canonicalPath(path) }

    func anchor(_ path: String) throws(FileAccessError) -> any DirectoryAnchor {
        try noticing { () throws(FileAccessError) in try base.anchor(path) }
    }

    func makeDirectory(_ path: String, mode: UInt32) throws(FileAccessError) {
        try base.makeDirectory(path, mode: mode)
    }

    private func noticing<Value>(_ work: () throws(FileAccessError) -> Value) throws(FileAccessError) -> Value {
        do throws(FileAccessError) {
            return try work()
        } catch {
            if error.errno == EACCES || error.isReplaced { hints.notice() }
            throw error
        }
    }
}
