import CLinuxShims

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A held directory of the machine's own file system.
///
/// Uses `openat2` with RESOLVE_BENEATH, NO_SYMLINKS and NO_MAGICLINKS where the kernel has it (5.6 and later), and
/// walks component by component with O_NOFOLLOW where it does not. Both refuse every link.
final class LocalDirectoryAnchor: DirectoryAnchor {
    let path: String
    private let descriptor: Int32

    /// How often a lookup is repeated when a rename elsewhere disturbed it (EAGAIN of openat2).
    private static let lookupAttempts = 16

    init(path: String) throws(FileAccessError) {
        self.path = path
        descriptor = Glibc_open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("open the folder", path) }
    }

    deinit {
        close(descriptor)
    }

    func open(_ components: [String], _ intent: OpenIntent) throws(FileAccessError) -> any FileContent {
        // O_NONBLOCK: a FIFO at this name must be refused, not waited for.
        let common = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
        let flags =
            switch intent {
            case .read: O_RDONLY | common
            case .append: O_RDWR | O_APPEND | common
            case .create: O_RDWR | O_APPEND | O_CREAT | O_EXCL | common
            }
        let opened = try descend(components, flags: flags, operation: intent == .create ? "create" : "open")
        return try LocalFile(taking: opened, path: text(components))
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
        for depth in components.indices {
            let prefix = Array(components[...depth])
            let parent = try openParent(prefix)
            defer { close(parent) }
            guard mkdirat(parent, components[depth], 0o777) == 0 || errno == EEXIST else {
                throw .last("create the folder", text(prefix))
            }
        }
        // The last one may have existed as something else than a directory.
        close(try descend(components, flags: O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW, operation: "open"))
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

    private func inParent(
        _ components: [String], _ operation: String, _ act: (Int32, String) -> Int32
    ) throws(FileAccessError) {
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
    private func descend(
        _ components: [String], flags: Int32, operation: String
    ) throws(FileAccessError) -> Int32 {
        guard components.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." && !$0.contains("/") }) else {
            throw invalid(components)
        }
        let relative = components.isEmpty ? "." : components.joined(separator: "/")
        for _ in 0..<Self.lookupAttempts {
            let opened = shim_open_beneath(descriptor, relative, flags, 0o666)
            if opened >= 0 { return opened }
            if errno == EAGAIN || errno == EINTR { continue }
            guard errno == ENOSYS || errno == EPERM else { throw .last(operation, text(components)) }
            return try walk(components, flags: flags, operation: operation)
        }
        throw .last(operation, text(components))
    }

    /// The same without `openat2`: one component after the other, none of them a link.
    private func walk(
        _ components: [String], flags: Int32, operation: String
    ) throws(FileAccessError) -> Int32 {
        var current = dup(descriptor)
        guard current >= 0 else { throw .last(operation, text(components)) }
        for (index, name) in components.enumerated() {
            let isLast = index == components.count - 1
            let next = openat(current, name, isLast ? flags : O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0o666)
            let failure = FileAccessError.last(operation, text(components))
            close(current)
            guard next >= 0 else { throw failure }
            current = next
        }
        return current
    }

    private func text(_ components: [String]) -> String {
        ([path] + components).joined(separator: "/")
    }

    private func invalid(_ components: [String]) -> FileAccessError {
        FileAccessError(operation: "open", path: text(components), errno: EINVAL)
    }
}
