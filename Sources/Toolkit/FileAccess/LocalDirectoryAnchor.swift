import CLinuxShims

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A held directory of the machine's own file system.
///
/// Uses `openat2` with RESOLVE_BENEATH, NO_SYMLINKS, NO_MAGICLINKS and NO_XDEV where the kernel has it (5.6 and later),
/// and walks component by component with O_NOFOLLOW where it does not. Both refuse every link and every mount.
final class LocalDirectoryAnchor: DirectoryAnchor {
    let path: String
    private let descriptor: Int32
    private let lookup: BeneathLookup

    /// New files are their owner's to write whatever the umask is: what chats said is not for others to change.
    private static let fileMode: UInt32 = 0o644
    private static let folderMode: UInt32 = 0o755

    /// - Parameter isPortable: looks up without `openat2` although the kernel may have it.
    init(path: String, isPortable: Bool = false) throws(FileAccessError) {
        self.path = path
        lookup = BeneathLookup(isPortable: isPortable)
        descriptor = try lookup.openFolder(path)
        guard !PseudoFileSystem.holds(descriptor) else {
            throw FileAccessError(operation: "open the folder", path: path, errno: EOPNOTSUPP)
        }
    }

    deinit {
        close(descriptor)
    }

    /// The status of the held directory itself.
    func status() throws(FileAccessError) -> FileStatus {
        var raw = stat()
        guard fstat(descriptor, &raw) == 0 else { throw .last("read the status of", path) }
        return FileStatus(raw)
    }

    func open(_ components: [String], _ intent: OpenIntent) throws(FileAccessError) -> any FileContent {
        // O_NONBLOCK: a FIFO at this name must be refused, not waited for.
        let common = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
        let flags =
            switch intent {
            case .read: O_RDONLY | common
            case .append: O_RDWR | O_APPEND | common
            // Without O_APPEND, under which Linux writes at the end whatever the offset.
            case .patch: O_RDWR | common
            case .create: O_RDWR | O_APPEND | O_CREAT | O_EXCL | common
            }
        let opened = try descend(components, flags: flags, operation: intent == .create ? "create" : "open")
        let file = try LocalFile(taking: opened, path: text(components))
        if intent == .append { try checkSpelling(components, of: try file.status()) }
        return file
    }

    func status(_ components: [String]) throws(FileAccessError) -> FileStatus? {
        guard let name = components.last else { throw invalid(components) }
        let parent: Int32
        do throws(FileAccessError) {
            parent = try openParent(components)
        } catch  where error.isNotFound {
            return nil
        }
        defer { close(parent) }
        var raw = stat()
        guard fstatat(parent, name, &raw, AT_SYMLINK_NOFOLLOW) == 0 else {
            if errno == ENOENT { return nil }
            throw .last("read the status of", text(components))
        }
        return FileStatus(raw)
    }

    func makeDirectories(_ components: [String]) throws(FileAccessError) {
        var made: [[String]] = []
        do throws(FileAccessError) {
            for depth in components.indices {
                let prefix = Array(components[...depth])
                if try makeDirectory(prefix) { made.append(prefix) }
            }
            // The last one may have existed as something else than a directory.
            close(try descend(components, flags: O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW, operation: "open"))
        } catch {
            // Folders nobody asked for do not stay behind; one that somebody used meanwhile is not empty and stays.
            for prefix in made.reversed() { try? inParent(prefix, "remove") { unlinkat($0, $1, AT_REMOVEDIR) } }
            throw error
        }
    }

    func exchange(_ left: [String], with name: String) throws(FileAccessError) {
        try inParent(left, "exchange") { shim_exchange($0, $1, name) }
    }

    func rename(_ components: [String], to name: String) throws(FileAccessError) {
        try inParent(components, "rename") { shim_rename_exclusive($0, $1, name) }
    }

    func remove(_ components: [String]) throws(FileAccessError) {
        try inParent(components, "remove") { unlinkat($0, $1, 0) }
    }

    func syncParent(_ components: [String]) throws(FileAccessError) {
        let parent = try openParent(components)
        defer { close(parent) }
        guard fsync(parent) == 0 else { throw .last("sync the folder of", text(components)) }
    }

    // MARK: - Lookup

    /// True when it was not there before.
    private func makeDirectory(_ components: [String]) throws(FileAccessError) -> Bool {
        guard let name = components.last else { throw invalid(components) }
        let parent = try openParent(components)
        defer { close(parent) }
        if mkdirat(parent, name, mode_t(Self.folderMode)) == 0 {
            // A file in it can only last when its folder does.
            fsync(parent)
            return true
        }
        guard errno == EEXIST else { throw .last("create the folder", text(components)) }
        return false
    }

    /// Where a folder ignores case, another spelling opens the same file: two recordings would share it unseen. The
    /// extension has letters, so the other case of a name tells such a folder.
    private func checkSpelling(_ components: [String], of status: FileStatus) throws(FileAccessError) {
        guard let name = components.last else { return }
        let lowered = name.lowercased()
        let other = Array(components.dropLast()) + [lowered.utf8.elementsEqual(name.utf8) ? name.uppercased() : lowered]
        guard try self.status(other)?.isSameFile(as: status) == true else { return }
        let parent = try openParent(components)
        guard let stream = fdopendir(parent) else {
            close(parent)
            throw .last("list the folder of", text(components))
        }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            if LocalFileSystem.name(of: entry).utf8.elementsEqual(name.utf8) { return }
        }
        throw FileAccessError(operation: "open", path: text(components), errno: EEXIST)
    }

    private func inParent(_ components: [String], _ operation: String, _ act: (Int32, String) -> Int32)
        throws(FileAccessError)
    {
        guard let name = components.last else { throw invalid(components) }
        let parent = try openParent(components)
        defer { close(parent) }
        guard act(parent, name) == 0 else { throw .last(operation, text(components)) }
    }

    private func openParent(_ components: [String]) throws(FileAccessError) -> Int32 {
        try descend(
            Array(components.dropLast()), flags: O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW, operation: "open")
    }

    /// Opens what `components` name, below the held directory and through no link.
    private func descend(_ components: [String], flags: Int32, operation: String) throws(FileAccessError) -> Int32 {
        guard components.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." && !$0.utf8.contains(0x2F) }) else {
            throw invalid(components)
        }
        let opened = lookup.open(components, below: descriptor, flags: flags, mode: Self.fileMode)
        guard opened >= 0 else { throw .last(operation, text(components)) }
        return opened
    }

    private func text(_ components: [String]) -> String {
        ([path] + components).joined(separator: "/")
    }

    private func invalid(_ components: [String]) -> FileAccessError {
        FileAccessError(operation: "open", path: text(components), errno: EINVAL)
    }
}
