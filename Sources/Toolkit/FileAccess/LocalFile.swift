import CLinuxShims

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An open file of the machine's own file system.
final class LocalFile: FileContent {
    private let descriptor: Int32
    private let path: String

    /// Takes over `descriptor`; refuses and closes it when it is not a regular file.
    init(taking descriptor: Int32, path: String) throws(FileAccessError) {
        self.descriptor = descriptor
        self.path = path
        guard try status().kind == .regular else {
            throw FileAccessError(operation: "open", path: path, errno: EINVAL)
        }
    }

    deinit {
        close(descriptor)
    }

    func status() throws(FileAccessError) -> FileStatus {
        var raw = stat()
        guard fstat(descriptor, &raw) == 0 else { throw .last("read the status of", path) }
        return FileStatus(raw)
    }

    func birthTime() -> Int64 {
        shim_birth_time(descriptor)
    }

    func read(at offset: UInt64, count: Int) throws(FileAccessError) -> [UInt8] {
        var failure: FileAccessError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let got = pread(descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(filled))
                if got < 0 {
                    if errno == EINTR { continue }
                    failure = .last("read", path)
                    return
                }
                if got == 0 { return }
                filled += got
            }
        }
        if let failure { throw failure }
        return bytes
    }

    func readBack(at offset: UInt64, count: Int) throws(FileAccessError) -> [UInt8] {
        #if os(Linux)
            // Drops only what the system believes to be on the device; that is what a failed sync leaves wrong.
            posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
        #endif
        return try read(at: offset, count: count)
    }

    func overwrite(_ bytes: [UInt8], at offset: UInt64) throws(FileAccessError) {
        var done = 0
        while done < bytes.count {
            let written = bytes[done...].withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset) + off_t(done))
            }
            if written < 0 {
                if errno == EINTR { continue }
                throw .last("write", path)
            }
            done += written
        }
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(FileAccessError) {
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let written = write(descriptor, rest.baseAddress, rest.count)
            if written < 0 {
                if errno == EINTR { continue }
                throw .last("write", path)
            }
            done += written
        }
    }

    func setMode(_ mode: UInt32) throws(FileAccessError) {
        guard fchmod(descriptor, mode_t(mode & 0o777)) == 0 else { throw .last("set the permissions of", path) }
    }

    func hasAttributes() -> Bool {
        shim_has_attributes(descriptor) != 0
    }

    func sync() throws(FileAccessError) {
        #if os(Linux)
            guard fdatasync(descriptor) == 0 else { throw .last("sync", path) }
        #else
            guard fsync(descriptor) == 0 else { throw .last("sync", path) }
        #endif
    }
}
