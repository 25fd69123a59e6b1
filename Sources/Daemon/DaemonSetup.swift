import FileAccess
import KatoConfiguration
import KatoControlProtocol
import KatoIngest
import KatoModel
import KatoPaths
import KatoProviders
import Sandbox
import SocketServer
import SystemdNotify
import UnixSocket

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What happens before the services run: configuration, lock, folders, sandbox.
struct DaemonSetup: Sendable {
    let paths: KatoPaths
    let environment: [String: String]

    /// Everything that needs more than the daemon may do later: settings, lock, folders, socket. Then the process
    /// restricts itself. To be called while it has one thread.
    ///
    /// - Parameter worker: `nil` where requests come on standard input.
    func prepare(_ worker: Worker?) throws -> PreparedDaemon {
        if worker != nil { try paths.checkSocketPath() }
        let config = try loadConfig()
        LocalTime.use(zone: config.render.timeZone.description)
        try makeStateDirectory()
        let instance = try SingleInstance(lockFile: paths.lockFile)
        let folders = DaemonFolders(paths, config, environment: environment)
        try folders.make()
        let socket = try worker.map { try listen($0) }
        // SQLite's own files for sorting may not go to /tmp, which is everybody's.
        setenv("SQLITE_TMPDIR", paths.stateDirectory, 1)
        let allowed = folders.allowed().map(\.canonical)
        let sources = folders.sources()
        let files = LocalFileSystem(roots: HeldRoots(allowed))
        let snapshot = folders.snapshot()
        let policy = SandboxRules.policy(
            paths, files: config.redaction.rules, sources: sources.flatMap(\.readable), writable: allowed,
            environment: environment)
        let report = config.sandbox == .off ? nil : Sandbox.apply(policy)
        if config.sandbox == .required, report?.isComplete != true { throw Self.noSandbox(report) }
        return PreparedDaemon(
            paths: paths, environment: environment, config: config,
            worker: worker ?? Worker(channel: nil, listener: nil), socket: socket, sources: sources, files: files,
            roots: snapshot, sandbox: SandboxStatus(config.sandbox, policy, report),
            sandboxMicroseconds: report?.microseconds ?? 0, instance: instance)
    }

    /// The control socket: that of the worker before this one, the one that the service manager opened, or a new one.
    private func listen(_ worker: Worker) throws -> ListeningSocket {
        // The manager means the process that it started, which is the keeper where there is one.
        let meant = worker.canBeReplaced ? getppid() : getpid()
        let activated = ActivatedSockets.descriptors(environment: environment, processIdentifier: meant)
        do {
            if let inherited = worker.listener {
                return activated.isEmpty
                    ? ListeningSocket(path: paths.socket, adopting: inherited)
                    : try ListeningSocket(path: paths.socket, activated: inherited)
            }
            try SocketPath(paths.socket).checkDirectory()
            guard let first = activated.first else { return try ListeningSocket(path: paths.socket) }
            return try ListeningSocket(path: paths.socket, activated: first)
        } catch let error as UnixSocketError {
            throw DaemonError(
                .socketMismatch, "The control socket would not be safe. \(error.sentence)",
                hint: "Make its folder a plain one that only you can write: chmod 700 \(paths.runtimeDirectory).",
                cause: error)
        } catch let error as LineServerError where error.reason == .notAdoptable {
            throw DaemonError(
                .socketMismatch, "The service manager opened another socket than \(paths.socket).",
                hint: "Set ListenStream= of kato.socket to this path, or disable kato.socket.", cause: error)
        }
    }

    private static func noSandbox(_ report: SandboxReport?) -> DaemonError {
        let problems = report?.problems.joined(separator: "; ") ?? ""
        return DaemonError(
            .sandboxMissing, "The configuration requires the sandbox, and the system cannot give it: \(problems).",
            hint: "Use a kernel with Landlock (6.2 or later), or set sandbox: auto.")
    }

    /// The configuration in force: the user's, or the defaults when there is none.
    func loadConfig() throws -> KatoConfig {
        guard access(paths.configFile, F_OK) == 0 else {
            return KatoConfig(knownProviders: Self.providers, recordingsDirectory: paths.recordingsDirectory)
        }
        return try loader.load(file: paths.configFile)
    }

    /// Creates the default configuration unless one is there, and says which.
    func initialize() throws -> String {
        if access(paths.configFile, F_OK) == 0 {
            _ = try loader.load(file: paths.configFile)
            return "already there: \(paths.configFile)"
        }
        guard let slash = paths.configFile.lastIndex(of: "/") else { return "" }
        try LocalFileSystem().makeDirectory(String(paths.configFile[..<slash]), mode: 0o700)
        let roots = Dictionary(
            ProviderRegistry.all.map {
                ($0.id.rawValue, $0.defaultRoots(environment: environment, home: paths.home))
            }, uniquingKeysWith: { first, _ in first })
        let template = ConfigTemplate.text(defaultRoots: roots, recordingsDirectory: paths.recordingsDirectory)
        let text = Array(template.utf8)
        let descriptor = open(paths.configFile, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw DaemonError(
                .stateUnwritable,
                "The configuration \(paths.configFile) cannot be created: \(String(cString: strerror(errno))).",
                hint: "Check who owns its folder.")
        }
        defer { close(descriptor) }
        guard write(descriptor, text, text.count) == text.count, fsync(descriptor) == 0 else {
            throw DaemonError(
                .stateUnwritable,
                "The configuration \(paths.configFile) cannot be written: \(String(cString: strerror(errno))).",
                hint: "Free some space and remove the incomplete file.")
        }
        return "created: \(paths.configFile)"
    }

    /// Checks a configuration and says that it is good, or throws everything that is wrong with it.
    func check(_ file: String?) throws -> String {
        let file = file ?? paths.configFile
        _ = try loader.load(file: file)
        return "valid: \(file)"
    }

    private static let providers = ProviderRegistry.all.map(\.id.rawValue)

    private var loader: ConfigLoader {
        ConfigLoader(
            knownProviders: Self.providers, recordingsDirectory: paths.recordingsDirectory, home: paths.home)
    }

    private func makeStateDirectory() throws {
        do throws(FileAccessError) {
            try LocalFileSystem().makeDirectory(paths.stateDirectory, mode: 0o700)
        } catch {
            throw DaemonError(
                .stateUnwritable, "The state folder \(paths.stateDirectory) cannot be made: \(error.reason).",
                hint: "Check who owns the folder above it, or set KATO_HOME to another place.", cause: error)
        }
    }
}
