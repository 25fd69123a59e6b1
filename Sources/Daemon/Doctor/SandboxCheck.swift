import KatoPaths

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What confines the running daemon, as the kernel tells.
struct SandboxCheck: DoctorCheck {
    let paths: KatoPaths

    func findings() async -> [DoctorFinding] {
        guard let pid = Self.text(paths.lockFile).flatMap({ Int32($0.prefix { $0.isNumber }) }),
            let status = Self.text("/proc/\(pid)/status"), status.hasPrefix("Name:\tkatod\n")
        else { return [DoctorFinding("sandbox", .skipped, "The daemon is not running, so nothing confines it.")] }
        func field(_ name: String) -> String? {
            status.split(separator: "\n").first { $0.hasPrefix(name + ":") }?.split(separator: "\t").last.map(
                String.init)
        }
        let hasNoNew = field("NoNewPrivs") == "1"
        let filters = field("Seccomp") == "2"
        let isReadOnly = Self.text("/proc/\(pid)/mountinfo").map(Self.isHomeReadOnly) ?? false
        var parts = [hasNoNew ? "no new privileges" : "may gain privileges"]
        parts.append(filters ? "system calls filtered" : "all system calls")
        if isReadOnly { parts.append("system read-only") }
        return [
            DoctorFinding(
                "sandbox", hasNoNew && filters ? .good : .warning, "The daemon: \(parts.joined(separator: ", ")).",
                remedy: hasNoNew && filters ? nil : "Run it as a service: kato service install.")
        ]
    }

    /// True when the root of the file system is mounted read-only for the daemon.
    private static func isHomeReadOnly(_ mounts: String) -> Bool {
        mounts.split(separator: "\n").contains { line in
            let fields = line.split(separator: " ")
            return fields.count > 5 && fields[4] == "/" && fields[5].split(separator: ",").contains("ro")
        }
    }

    private static func text(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1 << 18)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                read(descriptor, $0.baseAddress.map { $0 + filled }, $0.count - filled)
            }
            guard count > 0 else { break }
            filled += count
        }
        return String(decoding: bytes.prefix(filled), as: UTF8.self)
    }
}
