#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads a log from its end on, and follows it when it is rotated.
struct LogReader {
    let path: String
    private var descriptor: Int32 = -1
    private var inode: UInt64 = 0
    private var pending: [UInt8] = []

    /// How long to wait for new lines between two looks: a person does not notice it.
    private static let pause: UInt32 = 200_000
    private static let chunk = 1 << 16

    init(path: String) {
        self.path = path
    }

    /// Whether the log was there at the last look.
    var exists: Bool { descriptor >= 0 }

    /// The last `count` complete lines.
    mutating func last(_ count: Int) throws -> [[UInt8]] {
        guard try open() else { return [] }
        var position = lseek(descriptor, 0, SEEK_END)
        var bytes: [UInt8] = []
        var ends = 0
        while position > 0, ends <= count {
            let size = min(off_t(Self.chunk), position)
            position -= size
            var chunk = [UInt8](repeating: 0, count: Int(size))
            guard pread(descriptor, &chunk, chunk.count, position) == chunk.count else { throw failure() }
            ends += chunk.lazy.filter { $0 == 0x0A }.count
            bytes = chunk + bytes
        }
        let lines = take(bytes)
        return Array(lines.suffix(count))
    }

    /// Complete lines that were added since the last call.
    mutating func new() throws -> [[UInt8]] {
        guard try open() else { return [] }
        var lines: [[UInt8]] = []
        while true {
            var chunk = [UInt8](repeating: 0, count: Self.chunk)
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure() }
            if count == 0 { break }
            lines += take(Array(chunk.prefix(count)))
        }
        if isReplaced {
            // What was rotated away was read to its end.
            close(descriptor)
            descriptor = -1
            pending = []
        }
        return lines
    }

    /// Lets a moment pass.
    func wait() {
        usleep(Self.pause)
    }

    private mutating func take(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines = (pending + bytes).split(separator: 0x0A, omittingEmptySubsequences: false)
        pending = lines.popLast().map { Array($0) } ?? []
        return lines.filter { !$0.isEmpty }.map { Array($0) }
    }

    private mutating func open() throws -> Bool {
        if descriptor >= 0 { return true }
        descriptor = systemOpen(path)
        if descriptor < 0, errno != ENOENT { throw failure() }
        var status = stat()
        if descriptor >= 0, fstat(descriptor, &status) == 0 { inode = UInt64(status.st_ino) }
        return descriptor >= 0
    }

    private var isReplaced: Bool {
        var status = stat()
        return lstat(path, &status) != 0 || UInt64(status.st_ino) != inode
    }

    private func failure() -> CommandFailure {
        CommandFailure(
            "The log \(path) cannot be read: \(String(cString: strerror(errno))).",
            hint: "Check who owns the file; kato doctor looks at all of them.")
    }
}

/// `open(2)` under a name that the method of the same name does not shadow.
private func systemOpen(_ path: String) -> Int32 {
    open(path, O_RDONLY | O_CLOEXEC)
}
