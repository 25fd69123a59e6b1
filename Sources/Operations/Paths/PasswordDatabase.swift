#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The system's list of users, as far as it stands in `/etc/passwd`.
///
/// The file is read directly: `getpwuid` loads the modules of directory services at run time, which a program with the
/// C library inside cannot do safely. Whoever has no entry there has `HOME` set by the session, or is told to.
package enum PasswordDatabase {
    /// The longest file that is read: a megabyte holds ten thousand users.
    private static let maximumSize = 1 << 20

    /// The home directory of the user this process runs as, or `nil` when the user has no entry.
    package static func homeDirectory() -> String? {
        homeDirectory(of: geteuid(), in: content(of: "/etc/passwd"))
    }

    /// The home directory of `user` in the text of a password file: seven fields a line, separated by colons.
    package static func homeDirectory(of user: UInt32, in text: String) -> String? {
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            if fields.count == 7, UInt32(fields[2]) == user, !fields[5].isEmpty { return String(fields[5]) }
        }
        return nil
    }

    private static func content(of path: String) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: maximumSize)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { break }
            count += got
        }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
