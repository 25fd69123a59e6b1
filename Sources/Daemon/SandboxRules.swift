import KatoPaths
import Sandbox

/// What the daemon needs of the machine, from its places and its configuration.
enum SandboxRules {
    /// - Parameters:
    ///   - files: files that the configuration names, to be read.
    ///   - sources: the agents' folders, canonical, and files near them that say more about conversations.
    ///   - writable: the folders that recordings may go to, canonical.
    ///   - ports: of the services that the configuration names; without any there is no network.
    static func policy(
        _ paths: KatoPaths, files: [String], sources: [String], writable: [String],
        ports: [UInt16], environment: [String: String]
    ) -> SandboxPolicy {
        let settings = paths.configFile.lastIndex(of: "/").map { String(paths.configFile[..<$0]) } ?? "/"
        return SandboxPolicy(
            readable: SandboxPolicy.systemFolders + [settings] + files + sources, writable: writable,
            own: [paths.stateDirectory, paths.runtimeDirectory], devices: ["/dev/null"],
            connectablePorts: ports, allowsAbstractSockets: environment["NOTIFY_SOCKET"]?.hasPrefix("@") ?? false)
    }
}
