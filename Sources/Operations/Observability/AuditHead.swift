#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A small file that names the hash of the last line of the audit log, so that lines taken off its end are missed.
///
/// Written after each line. After a crash it names the line before the last one, never one that is not there. Whoever
/// may write the log may write this file too: it shows accidents and careless hands, not somebody who changes both.
struct AuditHead: ~Copyable {
    private let path: String
    private var descriptor: CInt = -1

    init(path: String) {
        self.path = path
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The hash it names; `nil` when there is none, or nothing that could be one.
    static func read(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: AuditChain.start.utf8.count)
        guard pread(descriptor, &bytes, bytes.count, 0) == bytes.count else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) } ? text : nil
    }

    /// Names a line. What cannot be written is left: the log itself counts.
    mutating func write(_ hash: String) {
        if descriptor < 0 { descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600) }
        guard descriptor >= 0 else { return }
        let bytes = Array((hash + "\n").utf8)
        _ = pwrite(descriptor, bytes, bytes.count, 0)
    }
}
