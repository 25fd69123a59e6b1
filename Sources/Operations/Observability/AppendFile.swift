#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One log file, open for appending, readable by its owner only.
///
/// It follows its path: when somebody moved or removed the file, the next line goes to a new one.
struct AppendFile: ~Copyable {
    /// write(2): the number of bytes taken, or the negative error number.
    typealias Write = @Sendable (CInt, UnsafeRawBufferPointer) -> Int

    let path: String
    /// Bytes in the file.
    private(set) var size: Int64 = 0
    /// Whether the file ends inside a line, because a write was cut short.
    private(set) var endsInsideLine = false
    private var descriptor: CInt = -1
    private let write: Write

    init(path: String, write: @escaping Write = AppendFile.systemWrite) {
        self.path = path
        self.write = write
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Opens the file, unless it is open and still the one at the path.
    mutating func prepare() throws(ObservabilityError) {
        if descriptor >= 0, isCurrent() { return }
        release()
        makeParents()
        let opened = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
        guard opened >= 0 else { throw .unwritable(path, "opened", errno: errno) }
        var status = stat()
        guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() else {
            close(opened)
            throw .unwritable(path, "opened as a file of this user", errno: EACCES)
        }
        if status.st_mode & 0o077 != 0 { _ = fchmod(opened, 0o600) }
        descriptor = opened
        size = Int64(status.st_size)
        endsInsideLine = size > 0 && tail(1) != [UInt8(ascii: "\n")]
    }

    /// Appends one line, which holds no line end, in one write; goes on where the system took only a part of it.
    mutating func append(line: [UInt8]) throws(ObservabilityError) {
        try prepare()
        let newline = UInt8(ascii: "\n")
        let bytes = (endsInsideLine ? [newline] : []) + line + [newline]
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { write(descriptor, UnsafeRawBufferPointer(rebasing: $0[written...])) }
            if count == -Int(EINTR) { continue }
            guard count > 0 else {
                if written > 0 { endsInsideLine = bytes[written - 1] != newline }
                throw .unwritable(path, "written", errno: count == 0 ? EIO : CInt(-count))
            }
            written += count
            size += Int64(count)
        }
        endsInsideLine = false
    }

    /// The last `count` bytes, or all when there are fewer. What cannot be read is missing.
    func tail(_ count: Int) -> [UInt8] {
        let length = Int(min(Int64(count), size))
        var bytes = [UInt8](repeating: 0, count: length)
        var filled = 0
        while filled < length {
            let start = off_t(size) - off_t(length) + off_t(filled)
            let got = bytes.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress?.advanced(by: filled), length - filled, start)
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { break }
            filled += got
        }
        return Array(bytes.prefix(filled))
    }

    /// Closes the file; the next line opens what is at the path then.
    mutating func release() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
        size = 0
        endsInsideLine = false
    }

    private func isCurrent() -> Bool {
        var open = stat()
        var named = stat()
        return fstat(descriptor, &open) == 0 && lstat(path, &named) == 0
            && open.st_ino == named.st_ino && open.st_dev == named.st_dev
    }

    private func makeParents() {
        let names = path.split(separator: "/").dropLast()
        var folder = path.hasPrefix("/") ? "" : "."
        for name in names {
            folder += "/" + name
            mkdir(folder, 0o700)
        }
    }

    static let systemWrite: Write = { descriptor, bytes in
        #if canImport(Glibc)
            let count = Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            let count = Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
        return count < 0 ? -Int(errno) : count
    }
}
