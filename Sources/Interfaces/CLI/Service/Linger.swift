#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whether the user's services run also while nobody is logged in.
enum Linger {
    static var isOn: Bool {
        guard let entry = getpwuid(geteuid()) else { return false }
        return access("/var/lib/systemd/linger/" + String(cString: entry.pointee.pw_name), F_OK) == 0
    }
}
