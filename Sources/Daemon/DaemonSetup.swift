import FileAccess
import KatoConfiguration
import KatoModel
import KatoPaths
import KatoProviders

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What happens before the services run: configuration, lock, folders.
struct DaemonSetup: Sendable {
    let paths: KatoPaths
    let environment: [String: String]

    /// Runs the daemon until it is told to stop.
    func run(report: StartReport) async throws {
        try paths.checkSocketPath()
        let config = try loadConfig()
        LocalTime.use(zone: config.render.timeZone.description)
        try makeStateDirectory()
        let instance = try SingleInstance(lockFile: paths.lockFile)
        let parts = try DaemonParts.open(paths, config, environment: environment)
        try await Daemon(parts: parts, environment: environment, report: report).run()
        _ = consume instance
    }

    /// The control protocol on standard input, for when no daemon runs.
    func answerStandardInput() async throws {
        let config = try loadConfig()
        LocalTime.use(zone: config.render.timeZone.description)
        try makeStateDirectory()
        let instance = try SingleInstance(lockFile: paths.lockFile)
        let parts = try DaemonParts.open(paths, config, environment: environment)
        try await Daemon(parts: parts, environment: environment, report: StartReport(descriptor: nil))
            .answerStandardInput()
        _ = consume instance
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
