#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How much may still be written to a file system.
public enum FreeSpace {
    /// Bytes that are left where `path` is, for users without privileges; `nil` when that is not known.
    public static func bytes(at path: String) -> UInt64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return UInt64(status.f_bavail) * UInt64(status.f_frsize)
    }
}
