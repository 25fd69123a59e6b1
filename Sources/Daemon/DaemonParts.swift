import FileAccess
import KatoCommands
import KatoConfiguration
import KatoControlServer
import KatoFlags
import KatoIngest
import KatoJournal
import KatoModel
import KatoObservability
import KatoPaths
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
    /// The settings in force, with where each comes from.
    let listing: ConfigListing
    let roots: [IngestRoot]
    let files: any FileSystem
    let journal: Journal
    /// The journal for everything that leaves it.
    let outlet: RedactedJournal
    let flags: FeatureFlags
    let emitter: EventEmitter
    let gate: GateSettings
    let recording: RecordingContext

    /// Opens logs and journal.
    static func open(_ prepared: PreparedDaemon, hints: DriftHints, hub: EventHub) async throws -> DaemonParts {
        let (paths, config) = (prepared.paths, prepared.config)
        let files = DriftNoticingFileSystem(base: prepared.files, hints: hints)
        let journal = try Journal(
            path: paths.journal, offersAllMessages: config.workspaces.contains { $0.autoRecord == true },
            now: LocalTime.now)
        let redaction = RedactionSetup(settings: config.redaction, files: files)
        let redactor = try redaction.redactor(salt: try journal.fingerprintSalt())
        let emitter = try openLogs(paths, config, hub, sanitize: redaction.sanitizer(redactor))
        let flags = try await FeatureFlags(config, canonical: { try? files.canonicalPath($0) })
        let outlet = RedactedJournal(
            journal: journal, gate: RedactionGate(mode: redaction.mode, filter: redactor, emitter: emitter),
            mode: { RedactionMode(flags.redaction(for: $0)) })
        return DaemonParts(
            paths: paths, config: config,
            listing: ConfigListing(
                prepared.loaded, file: paths.configFile, defaultRoots: prepared.setup.defaultRoots),
            roots: prepared.sources, files: files, journal: journal, outlet: outlet,
            flags: flags, emitter: emitter, gate: try gate(prepared, files),
            recording: RecordingContext(
                store: outlet, files: files, emitter: emitter,
                renderer: { plan in
                    Renderers.make(
                        plan.destination.format, options: RenderOptions(flags, for: plan), zone: LocalTime.zone)
                }, owner: geteuid(), now: LocalTime.now))
    }

    /// The same without anything to follow.
    func withoutSources() -> DaemonParts {
        DaemonParts(
            paths: paths, config: config, listing: listing, roots: [], files: files, journal: journal, outlet: outlet,
            flags: flags,
            emitter: emitter, gate: gate, recording: recording)
    }

    // MARK: - Parts

    private static func openLogs(
        _ paths: KatoPaths, _ config: KatoConfig, _ hub: EventHub, sanitize: @escaping @Sendable (String) -> String
    ) throws -> EventEmitter {
        let audit = AuditLog(path: paths.auditLog)
        try audit.open()
        return EventEmitter(
            operational: OperationalLog(path: paths.operationalLog), audit: audit,
            minimumLevel: EventLevel(rawValue: config.logging.operational.rawValue) ?? .info, sanitize: sanitize,
            now: LocalTime.now,
            observer: { event, time in
                for told in ControlEventProjection.events(event, at: time) { hub.publish(told) }
            })
    }

    private static func gate(_ prepared: PreparedDaemon, _ files: any FileSystem) throws -> GateSettings {
        let folders = DaemonFolders(prepared.paths, prepared.config, environment: prepared.environment)
        return GateSettings(
            home: prepared.paths.home,
            recordingsDirectory: try files.canonicalPath(prepared.config.recording.directory),
            roots: folders.allowed(), deniedPaths: folders.denied(),
            handOverDirectory: try files.canonicalPath(prepared.paths.exportsDirectory), owner: geteuid(),
            workspaces: folders.workspaces(),
            localDate: LocalTime.date)
    }
}
