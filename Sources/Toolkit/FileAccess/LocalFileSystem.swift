#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `open(2)` under a name that the method of the same name does not shadow.
func Glibc_open(_ path: String, _ flags: Int32) -> Int32 {
    open(path, flags)
}

/// The machine's own file system.
public struct LocalFileSystem: FileSystem {
    private let roots: HeldRoots?
    private let isPortable: Bool

    /// - Parameters:
    ///   - roots: folders of which an anchor has to be: another folder at the path of one is refused.
    ///   - isPortable: does without calls that only newer kernels have.
    public init(roots: HeldRoots? = nil, isPortable: Bool = false) {
        self.roots = roots
        self.isPortable = isPortable
    }

    public func open(_ path: String) throws(FileAccessError) -> any FileContent {
        let descriptor = Glibc_open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw .last("open", path) }
        return try LocalFile(taking: descriptor, path: path)
    }

    public func status(_ path: String) throws(FileAccessError) -> FileStatus {
        var raw = stat()
        guard stat(path, &raw) == 0 else { throw .last("read the status of", path) }
        return FileStatus(raw)
    }

    public func entries(of path: String) throws(FileAccessError) -> [DirectoryEntry] {
        guard let stream = opendir(path) else { throw .last("list", path) }
        defer { closedir(stream) }
        var found: [DirectoryEntry] = []
        while let entry = readdir(stream) {
            let name = Self.name(of: entry)
            guard name != ".", name != ".." else { continue }
            found.append(DirectoryEntry(name: name, kind: kind(entry.pointee.d_type, path + "/" + name)))
        }
        return found
    }

    public func canonicalPath(_ path: String) throws(FileAccessError) -> String {
        guard let resolved = realpath(path, nil) else { throw .last("resolve", path) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    public func anchor(_ path: String) throws(FileAccessError) -> any DirectoryAnchor {
        let anchor = try LocalDirectoryAnchor(path: path, isPortable: isPortable)
        guard try roots?.confirms(anchor) != false else {
            throw FileAccessError(operation: "open the folder", path: path, errno: ESTALE)
        }
        return anchor
    }

    public func makeDirectory(_ path: String, mode: UInt32) throws(FileAccessError) {
        if mkdir(path, mode_t(mode)) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw .last("create the folder", path)
        }
        try makeDirectory(String(path[..<slash]), mode: mode)
        guard mkdir(path, mode_t(mode)) == 0 || errno == EEXIST else { throw .last("create the folder", path) }
    }

    static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
        withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
        }
    }

    private func kind(_ type: UInt8, _ path: String) -> FileStatus.Kind {
        switch Int32(type) {
        case Int32(DT_REG): return .regular
        case Int32(DT_DIR): return .directory
        case Int32(DT_LNK): return .symbolicLink
        default: break
        }
        // Some file systems do not fill in the type.
        var raw = stat()
        return lstat(path, &raw) == 0 ? FileStatus(raw).kind : .other
    }
}
