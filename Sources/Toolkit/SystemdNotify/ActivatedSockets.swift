#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The sockets that a service manager opened for this process, by the protocol of sd_listen_fds(3).
public enum ActivatedSockets {
    /// The first of them is always this one.
    private static let first: Int32 = 3
    /// More than any service needs; a larger number is a mistake.
    private static let maximum: Int32 = 64

    /// Their descriptors; none when they are meant for another process.
    public static func descriptors(environment: [String: String], processIdentifier: Int32? = nil) -> [Int32] {
        guard let pid = environment["LISTEN_PID"].flatMap({ Int32($0) }), pid == processIdentifier ?? getpid(),
            let count = environment["LISTEN_FDS"].flatMap({ Int32($0) }), (1...maximum).contains(count)
        else { return [] }
        return Array(first..<first + count)
    }
}
