import KatoConfiguration
import KatoControlProtocol

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Finds what a reload cannot take in: a new worker is a fork of the keeper, so it has the keeper's environment,
/// arguments and program.
enum RestartNeeds {
    /// - Parameters:
    ///   - inForce: the settings with everything that overrides the file.
    ///   - file: the settings of the file alone.
    static func find(inForce: LoadedConfig, file: LoadedConfig) -> [RestartNeed] {
        var needs = inForce.config.changes(since: file.config).compactMap { key -> RestartNeed? in
            let origin = inForce.origin(of: key)
            guard origin.isFixed, file.origin(of: key) != .standard else { return nil }
            return RestartNeed(
                what: key, reason: "\(origin.text) wins over the file, until a start without it.")
        }
        if isProgramReplaced {
            needs.append(RestartNeed(what: "program", reason: "Another katod was installed since the start."))
        }
        return needs
    }

    /// Linux says so in the name of the running program.
    private static var isProgramReplaced: Bool {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        return count > 0
            && String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
                .hasSuffix(" (deleted)")
    }
}
