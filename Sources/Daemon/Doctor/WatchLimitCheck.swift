import FileAccess
import KatoConfiguration
import KatoPaths
import KatoProviders

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whether the system allows as many watched folders as the agents have.
struct WatchLimitCheck: DoctorCheck {
    let config: KatoConfig?
    let setup: DaemonSetup

    func findings() async -> [DoctorFinding] {
        guard let limit = Self.number("/proc/sys/fs/inotify/max_user_watches"), let config else {
            return [DoctorFinding("watches", .skipped, "The system does not tell its limit.")]
        }
        var needed = 0
        for provider in ProviderRegistry.all where config.providers[provider.id]?.isEnabled ?? true {
            let roots =
                config.providers[provider.id]?.roots
                ?? provider.defaultRoots(environment: setup.environment, home: setup.paths.home)
            for root in roots { needed += Self.folders(root, atMost: limit) }
        }
        let detail = "\(needed) folders to watch; the system allows \(limit) in all programs together."
        guard needed * 2 > limit else { return [DoctorFinding("watches", .good, detail)] }
        return [
            DoctorFinding(
                "watches", .warning, detail,
                remedy: "Raise it: sudo sysctl fs.inotify.max_user_watches=\(max(524_288, needed * 4)).")
        ]
    }

    private static func number(_ path: String) -> Int? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = read(descriptor, &bytes, bytes.count)
        return Int(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).prefix { $0.isNumber })
    }

    /// How many folders there are below `root`, itself included; 0 when it is not there.
    private static func folders(_ root: String, atMost limit: Int) -> Int {
        var waiting = [root]
        var count = 0
        while let folder = waiting.popLast(), count <= limit {
            guard let entries = try? LocalFileSystem().entries(of: folder) else { continue }
            count += 1
            waiting += entries.filter { $0.kind == .directory }.map { folder + "/" + $0.name }
        }
        return count
    }
}
