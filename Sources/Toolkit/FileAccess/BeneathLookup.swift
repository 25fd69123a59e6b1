import CLinuxShims

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Opens names below a held directory, through no link and into no other mount.
struct BeneathLookup: Sendable {
    /// Whether `openat2` is left alone.
    let isPortable: Bool

    /// How often a lookup is repeated when a rename elsewhere disturbed it (EAGAIN of openat2).
    private static let attempts = 64
    /// For folders on the way, which are only gone through: a process that restricts itself may not be allowed to read
    /// them.
    private static let passing: Int32 = {
        #if os(Linux)
            // O_PATH, which Glibc's module hides.
            0o10000000 | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        #else
            O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        #endif
    }()

    /// Holds the folder at an absolute path, none of whose names may be a link.
    func openFolder(_ path: String) throws(FileAccessError) -> Int32 {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        if !isPortable {
            for _ in 0..<Self.attempts {
                let opened = shim_open_unlinked(path, flags)
                if opened >= 0 { return opened }
                if errno == EAGAIN || errno == EINTR { continue }
                guard Self.isMissingCall else { throw .last("open the folder", path) }
                break
            }
        }
        let top = Glibc_open("/", Self.passing)
        guard top >= 0 else { throw .last("open the folder", path) }
        let names = path.utf8.split(separator: 0x2F).map { String(decoding: $0, as: UTF8.self) }
        let opened = walk(names, from: top, flags: flags, mode: 0, staysOnMount: false)
        guard opened >= 0 else { throw .last("open the folder", path) }
        return opened
    }

    /// The descriptor, or -1 with `errno` set.
    func open(_ names: [String], below directory: Int32, flags: Int32, mode: UInt32) -> Int32 {
        if !isPortable {
            let relative = names.isEmpty ? "." : names.joined(separator: "/")
            for _ in 0..<Self.attempts {
                let opened = shim_open_beneath(directory, relative, flags, mode)
                if opened >= 0 { return opened }
                if errno == EAGAIN || errno == EINTR { continue }
                guard Self.isMissingCall else { return -1 }
                return walk(names, from: dup(directory), flags: flags, mode: mode, staysOnMount: true)
            }
            return -1
        }
        return walk(names, from: dup(directory), flags: flags, mode: mode, staysOnMount: true)
    }

    /// The kernel has no `openat2`, or a container forbids it.
    private static var isMissingCall: Bool { errno == ENOSYS || errno == EPERM }

    /// One component after the other, none of them a link. Takes over `start`.
    private func walk(_ names: [String], from start: Int32, flags: Int32, mode: UInt32, staysOnMount: Bool) -> Int32 {
        var current = start
        let mount = staysOnMount ? shim_mount_id(start) : -1
        for (index, name) in names.enumerated() where current >= 0 {
            let isLast = index == names.count - 1
            var next = openat(current, name, isLast ? flags | O_NOFOLLOW : Self.passing, mode)
            var failure = errno
            if next < 0, failure == ENOTDIR, isLink(name, in: current) { failure = ELOOP }
            if next >= 0, staysOnMount, shim_mount_id(next) != mount {
                close(next)
                (next, failure) = (-1, EXDEV)
            }
            close(current)
            current = next
            errno = failure
        }
        return current
    }

    /// With O_DIRECTORY the kernel calls a link "not a directory".
    private func isLink(_ name: String, in directory: Int32) -> Bool {
        var raw = stat()
        return fstatat(directory, name, &raw, AT_SYMLINK_NOFOLLOW) == 0 && raw.st_mode & S_IFMT == S_IFLNK
    }
}
