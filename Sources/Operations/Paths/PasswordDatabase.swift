#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The system's list of users.
package enum PasswordDatabase {
    /// Longest entry that is read, in bytes. Directory services can answer long ones; a megabyte is beyond any.
    private static let maximumEntry = 1 << 20

    /// The home directory of the user this process runs as, or `nil` when the user has no entry.
    package static func homeDirectory() -> String? {
        var size = 1024
        while size <= maximumEntry {
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            var buffer = [CChar](repeating: 0, count: size)
            let (status, home) = buffer.withUnsafeMutableBufferPointer { storage -> (CInt, String?) in
                guard let start = storage.baseAddress else { return (ENOMEM, nil) }
                let status = getpwuid_r(geteuid(), &entry, start, storage.count, &found)
                guard status == 0, found != nil, let directory = entry.pw_dir else { return (status, nil) }
                return (status, String(cString: directory))
            }
            if status == ERANGE {
                size *= 2
            } else if status != EINTR {
                return home
            }
        }
        return nil
    }
}
