#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The file of the database before SQLite opens it.
enum JournalFile {
    /// Makes it for its owner alone, unless it is there. SQLite would make it for everybody to read, and gives its other
    /// files the mode of this one. No mode is changed afterwards: the sandbox allows that by no name.
    static func make(_ path: String) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }
}
