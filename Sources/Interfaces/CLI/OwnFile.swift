#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Small text files of the user's that a command writes.
enum OwnFile {
    /// The content; `nil` when nothing is there.
    static func read(_ path: String) throws -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure(path, "read")
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while true {
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            let count = systemRead(descriptor, &chunk)
            guard count >= 0 else { throw failure(path, "read") }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += chunk.prefix(count)
        }
    }

    /// Puts `text` in place of the file in one step. A link stays one, and what it leads to is replaced.
    static func write(_ text: String, to path: String) throws {
        let target =
            realpath(path, nil).map { pointer in
                defer { free(pointer) }
                return String(cString: pointer)
            } ?? path
        var status = stat()
        let mode = stat(target, &status) == 0 ? status.st_mode & 0o777 : 0o644
        let temporary = target + ".kato-new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw failure(temporary, "written") }
        let bytes = Array(text.utf8)
        let isWritten = systemWrite(descriptor, bytes) == bytes.count && fsync(descriptor) == 0
        close(descriptor)
        guard isWritten, rename(temporary, target) == 0 else {
            let error = failure(target, "written")
            unlink(temporary)
            throw error
        }
    }

    /// Makes a folder and the missing ones above it.
    static func makeFolder(_ path: String, mode: mode_t = 0o700) throws {
        if mkdir(path, mode) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw failure(path, "made")
        }
        try makeFolder(String(path[..<slash]), mode: mode)
        try makeFolder(path, mode: mode)
    }

    /// Removes a file; false when there was none.
    static func remove(_ path: String) throws -> Bool {
        if unlink(path) == 0 { return true }
        guard errno == ENOENT else { throw failure(path, "removed") }
        return false
    }

    private static func failure(_ path: String, _ action: String) -> CommandFailure {
        CommandFailure(
            "\(path) cannot be \(action): \(String(cString: strerror(errno))).",
            hint: "Check who owns it and its folder.")
    }
}

private func systemRead(_ descriptor: Int32, _ chunk: inout [UInt8]) -> Int { read(descriptor, &chunk, chunk.count) }
private func systemWrite(_ descriptor: Int32, _ bytes: [UInt8]) -> Int { write(descriptor, bytes, bytes.count) }
