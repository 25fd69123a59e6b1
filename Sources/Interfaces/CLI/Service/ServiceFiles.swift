import KatoControlClient
import KatoPaths
import StrictJSON

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The unit files in the user's own folder.
struct ServiceFiles {
    let daemons: Daemons

    /// What the daemon takes from its environment, and a manager's services would not see.
    private static let variables = [
        "KATO_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "CLAUDE_CONFIG_DIR", "CODEX_HOME",
    ]

    private var environment: [String: String] { ProcessEnvironment.current() }
    /// Where the user's own units are looked for.
    var folder: String {
        let base = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (base ?? daemons.paths.home + "/.config") + "/systemd/user"
    }
    var service: String { folder + "/" + ServiceUnits.serviceName }
    var socket: String { folder + "/" + ServiceUnits.socketName }
    /// Whether the socket is where the unit has it. That folder is made, and opened to kato, at every start.
    private var isInRuntimeFolder: Bool {
        environment["XDG_RUNTIME_DIR"].map { $0 + "/kato" } == daemons.paths.runtimeDirectory
    }
    private var dropInFolder: String { service + ".d" }
    var dropIn: String { dropInFolder + "/" + ServiceUnits.dropInName }

    /// Writes the units, and the drop-in with the folders that the configuration names.
    func write() throws {
        let bindir = String(try daemons.executable().dropLast("/katod".count))
        let config = try daemons.clientOrOneShot().configuration()["config"]
        let writable = try writableFolders(config?["recording"])
        try OwnFile.makeFolder(dropInFolder, mode: 0o755)
        try OwnFile.write(ServiceUnits.service(bindir: bindir), to: service)
        let ownSocket = isInRuntimeFolder ? nil : daemons.paths.socket
        try OwnFile.write(ServiceUnits.socket(path: ownSocket), to: socket)
        let kept = Self.variables.compactMap { name in environment[name].map { (name, $0) } }
        try OwnFile.write(
            ServiceUnits.dropIn(
                writable: writable, environment: kept,
                usesNetwork: ["telemetry", "flagService"].contains { config?[$0]?["enabled"]?.boolValue == true }),
            to: dropIn)
    }

    /// Removes what ``write()`` wrote; the names of what was there.
    func remove() throws -> [String] {
        let removed = try [service, socket, dropIn].filter { try OwnFile.remove($0) }
        rmdir(dropInFolder)
        return removed
    }

    /// Made where they are missing, because a confined daemon could not make them.
    private func writableFolders(_ config: JSONValue?) throws -> [String] {
        let paths = daemons.paths
        guard let recordings = config?["directory"]?.stringValue else {
            throw CommandFailure("The daemon does not tell its folders.", hint: "Run kato doctor.")
        }
        let others = config?["allowedRoots"]?.arrayValue?.compactMap(\.stringValue) ?? []
        for own in [paths.stateDirectory, paths.logsDirectory, paths.runtimeDirectory] { try OwnFile.makeFolder(own) }
        try OwnFile.makeFolder(recordings, mode: 0o755)
        // A root that is not there cannot be written to, and must not stop the service from starting.
        let runtime = isInRuntimeFolder ? [] : [paths.runtimeDirectory]
        return [paths.stateDirectory] + runtime + [recordings] + others.map { "-" + $0 }
    }
}
