import KatoModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Puts a finished export where the user said, with the user's own rights: the daemon has none outside of its folders.
///
/// Never takes a byte away. A file that is the beginning of the export is gone on with; anything else is left alone,
/// and the export goes beside it. Folders that are missing are made, as for an export in a chat.
struct ExportPlacer {
    /// Alternatives tried for a name that is taken.
    private static let nameAttempts = 2...999
    private static let chunk = 1 << 18

    /// Returns where it stands then.
    static func place(_ source: String, at target: String) throws -> String {
        let from = open(source, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard from >= 0 else { throw failure(source, "read") }
        defer {
            close(from)
            unlink(source)
        }
        if try extend(target, from) { return target }
        guard let slash = target.lastIndex(of: "/") else { throw failure(target, "made") }
        let (folder, name) = (String(target[...slash]), String(target[target.index(after: slash)...]))
        try OwnFile.makeFolder(String(target[..<slash]), mode: 0o777)
        let nameless = try nameless(in: folder, from)
        defer { if nameless >= 0 { close(nameless) } }
        for candidate in [name] + nameAttempts.lazy.map({ AlternativeName.make(name, $0) }) {
            let path = folder + candidate
            if try nameless >= 0 ? give(path, to: nameless) : make(path, from) { return path }
        }
        throw CommandFailure(
            "Beside \(target) every name up to -999 is taken.", hint: "Name another file, or remove old exports.")
    }

    /// A file with everything in it that nobody can see yet, and that is gone when this program is; -1 where the file
    /// system has none.
    private static func nameless(in folder: String, _ from: Int32) throws -> Int32 {
        #if os(Linux)
            // O_TMPFILE, a macro that Swift does not see.
            let file = open(folder, 0o20_000_000 | O_DIRECTORY | O_WRONLY | O_CLOEXEC, 0o644)
            guard file >= 0 else { return -1 }
            guard copy(from, 0, file), fsync(file) == 0 else {
                defer { close(file) }
                throw failure(folder, "written to")
            }
            return file
        #else
            return -1
        #endif
    }

    /// False when the name is taken.
    private static func give(_ path: String, to file: Int32) throws -> Bool {
        if linkat(AT_FDCWD, "/proc/self/fd/\(file)", AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 { return true }
        guard errno == EEXIST else { throw failure(path, "made") }
        return false
    }

    /// Makes the file under its name; false when that is taken.
    private static func make(_ path: String, _ from: Int32) throws -> Bool {
        let to = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
        if to < 0, errno == EEXIST { return false }
        guard to >= 0 else { throw failure(path, "made") }
        defer { close(to) }
        guard copy(from, 0, to), fsync(to) == 0 else {
            let error = failure(path, "written")
            unlink(path)
            throw error
        }
        return true
    }

    /// Adds what is missing to a file that is a beginning of the export; false when it is not one.
    private static func extend(_ path: String, _ from: Int32) throws -> Bool {
        let to = open(path, O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard to >= 0 else { return false }
        defer { close(to) }
        var status = stat()
        guard fstat(to, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1 else { return false }
        var offset: off_t = 0
        while offset < off_t(status.st_size) {
            guard let mine = bytes(from, offset), let theirs = bytes(to, offset) else { throw failure(path, "read") }
            guard !theirs.isEmpty, mine.count >= theirs.count, mine.prefix(theirs.count) == theirs[...] else {
                return false
            }
            offset += off_t(theirs.count)
        }
        guard copy(from, offset, to), fsync(to) == 0 else { throw failure(path, "written") }
        return true
    }

    private static func copy(_ from: Int32, _ start: off_t, _ to: Int32) -> Bool {
        var offset = start
        while true {
            guard let piece = bytes(from, offset) else { return false }
            if piece.isEmpty { return true }
            var written = 0
            while written < piece.count {
                let count = piece.withUnsafeBytes {
                    write(to, $0.baseAddress.map { $0 + written }, piece.count - written)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                written += count
            }
            offset += off_t(piece.count)
        }
    }

    /// Empty at the end of the file; `nil` when it cannot be read, with the reason in `errno`.
    private static func bytes(_ descriptor: Int32, _ offset: off_t) -> [UInt8]? {
        var got = -1
        let bytes = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
            repeat { got = pread(descriptor, buffer.baseAddress, chunk, offset) } while got < 0 && errno == EINTR
            count = max(0, got)
        }
        return got < 0 ? nil : bytes
    }

    private static func failure(_ path: String, _ what: String) -> CommandFailure {
        CommandFailure(
            "\(path) cannot be \(what): \(String(cString: strerror(errno))).",
            hint: "Check that its folder exists, is yours and has space.")
    }
}
