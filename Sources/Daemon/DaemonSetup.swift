import FileAccess
import KatoConfiguration
import KatoControlProtocol
import KatoIngest
import KatoModel
import KatoPaths
import KatoProviders
import KatoTelemetry
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
    /// `KEY=VALUE` arguments, which win over everything else.
    var assignments: [String] = []

    /// Everything that needs more than the daemon may do later: settings, lock, folders, socket. Then the process
    /// restricts itself. To be called while it has one thread.
    ///
    /// - Parameter worker: `nil` where requests come on standard input.
    func prepare(_ worker: Worker?) throws -> PreparedDaemon {
        if worker != nil { try paths.checkSocketPath() }
        let (loaded, refusal) = try usableConfig(isReplacement: worker?.listener != nil)
        let config = loaded.config
        LocalTime.use(zone: config.render.timeZone.description)
        let instance = try SingleInstance(lockFile: paths.lockFile)
        let folders = DaemonFolders(paths, config, environment: environment)
        folders.removeOldExports()
        let socket = try worker.map { try listen($0) }
        // SQLite's own files for sorting may not go to /tmp, which is everybody's.
        setenv("SQLITE_TMPDIR", paths.stateDirectory, 1)
        let allowed = folders.allowed().map(\.canonical)
        let sources = folders.sources()
        let files = LocalFileSystem(roots: HeldRoots(allowed))
        let snapshot = folders.snapshot()
        let telemetry = PreparedTelemetry(TelemetrySettings(config.telemetry, environment: environment))
        let flagService = PreparedFlagService(config.flagService, environment: environment)
        let policy = SandboxRules.policy(
            paths, files: config.redaction.rules + [flagService?.token.path].compactMap { $0 }.filter { !$0.isEmpty },
            sources: sources.flatMap(\.readable), writable: allowed,
            ports: (telemetry?.settings.ports ?? []) + [flagService?.port].compactMap { $0 },
            environment: environment)
        // What the next worker goes on with when it cannot use what the file says by then.
        if worker != nil { try noteApplied(config) }
        let report = config.sandbox == .off ? nil : Sandbox.apply(policy)
        if config.sandbox == .required, report?.isComplete != true { throw Self.noSandbox(report) }
        return PreparedDaemon(
            setup: self, loaded: loaded, refusal: refusal,
            worker: worker ?? Worker(channel: nil, listener: nil), socket: socket, sources: sources, files: files,
            roots: snapshot, sandbox: SandboxStatus(config.sandbox, policy, report),
            sandboxMicroseconds: report?.microseconds ?? 0, telemetry: telemetry, flagService: flagService,
            instance: instance)
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

    /// A configuration whose folders could be made. A worker that takes over from another one goes on with the settings
    /// of that one when the file cannot be used any more: a reload must not end the daemon.
    private func usableConfig(isReplacement: Bool) throws -> (loaded: LoadedConfig, refusal: String?) {
        try makeStateDirectory()
        do {
            let loaded = try loadConfig()
            try DaemonFolders(paths, loaded.config, environment: environment).make()
            return (loaded, nil)
        } catch let error as any DescribedError {
            guard isReplacement, let loaded = try? loader(isAlone: true).load(file: appliedFile) else { throw error }
            try DaemonFolders(paths, loaded.config, environment: environment).make()
            return (loaded, error.message)
        }
    }

    /// Holds the settings of the running worker.
    private var appliedFile: String { paths.stateDirectory + "/applied.yaml" }

    /// Without space the file goes rather than say what is not in force: the next worker then needs a good configuration.
    private func noteApplied(_ config: KatoConfig) throws {
        do {
            try replace(appliedFile, config.effectiveText)
        } catch {
            guard unlink(appliedFile) == 0 || errno == ENOENT else { throw error }
        }
    }

    /// The configuration in force: the user's, or the defaults when there is none.
    ///
    /// - Parameter isAlone: whether variables and arguments count for nothing.
    func loadConfig(isAlone: Bool = false) throws -> LoadedConfig {
        let loader = loader(isAlone: isAlone)
        guard access(paths.configFile, F_OK) == 0 else { return try loader.loadDefaults() }
        return try loader.load(file: paths.configFile)
    }

    private func makeStateDirectory() throws {
        do throws(FileAccessError) {
            try LocalFileSystem().makeDirectory(paths.stateDirectory, mode: 0o700)
        } catch {
            throw DaemonError(unmakable: paths.stateDirectory, error)
        }
    }
}
