#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Paths as the daemon takes them: it does not know where a command was typed.
enum AbsolutePath {
    /// The path from the root.
    static func make(_ path: String) throws -> String {
        if path.hasPrefix("/") { return path }
        guard let current = getcwd(nil, 0) else {
            throw CommandFailure("The current folder is gone.", hint: "Change to another one, or give a full path.")
        }
        defer { free(current) }
        return String(cString: current) + "/" + path
    }
}
