#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An unlinked file that takes a program's standard error: unlike a pipe it never makes the program wait.
struct ErrorFile: Sendable {
    /// Longest tail that is read, in bytes.
    private static let maximumText = 16 << 10

    /// -1 where no file can be made; then the program's errors go where ours do.
    let descriptor: Int32

    init() {
        var template = Array("/tmp/kato-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { return }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    /// The end of what was written.
    var text: String {
        guard descriptor >= 0 else { return "" }
        let size = lseek(descriptor, 0, SEEK_END)
        let start = max(0, size - off_t(Self.maximumText))
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.maximumText) { storage, used in
            used = max(0, pread(descriptor, storage.baseAddress, storage.count, start))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    func close() {
        if descriptor >= 0 { _ = systemClose(descriptor) }
    }
}

/// `close(2)` under a name that the method of the same name does not shadow.
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
