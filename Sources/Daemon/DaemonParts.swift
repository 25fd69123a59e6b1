import FileAccess
import KatoCommands
import KatoConfiguration
import KatoIngest
import KatoJournal
import KatoModel
import KatoObservability
import KatoPaths
import KatoProviders
import KatoRecording
import KatoRedaction
import KatoRendering

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Everything the stages are built from, made from paths and configuration.
struct DaemonParts: Sendable {
    let paths: KatoPaths
    let config: KatoConfig
    let roots: [IngestRoot]
    let files: any FileSystem
    let journal: Journal
    /// The journal for everything that leaves it.
    let outlet: RedactedJournal
    let emitter: EventEmitter
    let gate: GateSettings
    let recording: RecordingContext

    /// Makes the folders that are missing and opens logs and journal.
    static func open(_ paths: KatoPaths, _ config: KatoConfig, environment: [String: String]) throws -> DaemonParts {
        let files = LocalFileSystem()
        try makeDirectories(paths, config, files)
        let journal = try Journal(path: paths.journal, now: LocalTime.now)
        let redaction = RedactionSetup(settings: config.redaction, files: files)
        let redactor = try redaction.redactor(salt: try journal.fingerprintSalt())
        let emitter = try openLogs(paths, config, sanitize: redaction.sanitizer(redactor))
        let outlet = RedactedJournal(
            journal: journal,
            gate: RedactionGate(mode: redaction.mode, filter: redactor, emitter: emitter))
        let roots = ingestRoots(config, environment: environment, home: paths.home, files)
        let options = RenderOptions(config.render)
        return DaemonParts(
            paths: paths, config: config, roots: roots, files: files, journal: journal, outlet: outlet,
            emitter: emitter, gate: try gate(paths, config, roots: roots, files),
            recording: RecordingContext(
                store: outlet, files: files, emitter: emitter,
                renderer: { Renderers.make($0, options: options, zone: LocalTime.zone) }, owner: geteuid()))
    }

    /// The same without anything to follow.
    func withoutSources() -> DaemonParts {
        DaemonParts(
            paths: paths, config: config, roots: [], files: files, journal: journal, outlet: outlet, emitter: emitter,
            gate: gate, recording: recording)
    }

    // MARK: - Parts

    private static func makeDirectories(_ paths: KatoPaths, _ config: KatoConfig, _ files: LocalFileSystem) throws {
        for directory in [paths.stateDirectory, paths.logsDirectory, paths.runtimeDirectory] {
            try make(directory, mode: 0o700, files)
        }
        try make(config.recording.directory, mode: 0o777, files)
    }

    private static func make(_ directory: String, mode: UInt32, _ files: LocalFileSystem) throws {
        do throws(FileAccessError) {
            try files.makeDirectory(directory, mode: mode)
        } catch {
            throw DaemonError(
                .stateUnwritable, "The folder \(directory) cannot be made: \(error.reason).",
                hint: "Check who owns the folder above it, or set KATO_HOME to another place.", cause: error)
        }
        guard access(directory, W_OK | X_OK) == 0 else {
            throw DaemonError(
                .stateUnwritable, "The folder \(directory) cannot be written.",
                hint: "Make it yours with chown and chmod, or set KATO_HOME to another place.")
        }
    }

    private static func openLogs(
        _ paths: KatoPaths, _ config: KatoConfig, sanitize: @escaping @Sendable (String) -> String
    ) throws -> EventEmitter {
        let audit = AuditLog(path: paths.auditLog)
        try audit.open()
        return EventEmitter(
            operational: OperationalLog(path: paths.operationalLog), audit: audit,
            minimumLevel: EventLevel(rawValue: config.logging.level.rawValue) ?? .info, sanitize: sanitize,
            now: LocalTime.now)
    }

    private static func ingestRoots(
        _ config: KatoConfig, environment: [String: String], home: String, _ files: LocalFileSystem
    ) -> [IngestRoot] {
        var seen: Set<String> = []
        var roots: [IngestRoot] = []
        for provider in ProviderRegistry.all {
            let settings = config.providers[provider.id]
            guard settings?.isEnabled ?? true else { continue }
            let paths = settings?.roots ?? provider.defaultRoots(environment: environment, home: home)
            for path in paths {
                // Two names of one folder are one root.
                let canonical = (try? files.canonicalPath(path)) ?? path
                if seen.insert(canonical).inserted { roots.append(IngestRoot(path: canonical, provider: provider)) }
            }
        }
        return roots
    }

    private static func gate(_ paths: KatoPaths, _ config: KatoConfig, roots: [IngestRoot], _ files: LocalFileSystem)
        throws -> GateSettings
    {
        let recordings = try files.canonicalPath(config.recording.directory)
        // A root that does not exist cannot be written to; it counts as soon as the daemon is started with it.
        let allowed = config.recording.allowedRoots.compactMap { root in
            (try? files.canonicalPath(root)).map { (spelled: root, canonical: $0) }
        }
        let own = [paths.configFile, paths.stateDirectory, paths.runtimeDirectory]
        return GateSettings(
            home: paths.home, recordingsDirectory: recordings, roots: allowed,
            deniedPaths: own.map { (try? files.canonicalPath($0)) ?? $0 } + roots.map(\.path), owner: geteuid(),
            localDate: LocalTime.date)
    }
}
