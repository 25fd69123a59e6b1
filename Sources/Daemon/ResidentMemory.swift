#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How much memory this process holds.
enum ResidentMemory {
    /// Bytes in memory now; 0 where the system does not say.
    static func current() -> Int64 {
        #if os(Linux)
            let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { return 0 }
            defer { close(descriptor) }
            var bytes = [UInt8](repeating: 0, count: 128)
            let count = read(descriptor, &bytes, bytes.count)
            let fields = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
            guard fields.count > 1, let pages = Int64(fields[1]) else { return 0 }
            return pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
        #else
            return 0
        #endif
    }
}
