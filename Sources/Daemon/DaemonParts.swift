import Digest
import FileAccess
import FileTail
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
import KatoTelemetry
import OpenFeature
import Redaction
import SystemdNotify

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
    /// The file systems that may never answer.
    let places: PatientPlaces
    let journal: Journal
    /// Waits for space in the state folder.
    let patience: StorePatience
    /// The journal for everything that leaves it.
    let outlet: RedactedJournal
    let flags: FeatureFlags
    let emitter: EventEmitter
    /// Sends what happens to a collector; `nil` when nothing is to be sent.
    let telemetry: TelemetryService?
    let gate: GateSettings
    let recording: RecordingContext
    let clock: any Clock<Duration>

    /// Opens logs and journal.
    static func open(
        _ prepared: PreparedDaemon, hints: DriftHints, hub: EventHub, clock: any Clock<Duration>,
        startPatience: StorePatience
    ) async throws -> DaemonParts {
        let (paths, config) = (prepared.paths, prepared.config)
        let places = PatientPlaces()
        let files = PatientFileSystem(DriftNoticingFileSystem(base: prepared.files, hints: hints), places: places)
        let journal = try await startPatience.run { try openJournal(paths, config) }
        let redaction = RedactionSetup(settings: config.redaction, files: files)
        let redactor = try redaction.redactor(salt: try journal.fingerprintSalt())
        let telemetry = try prepared.telemetry.map { try makeTelemetry($0, config, journal, redactor, clock) }
        let feed = ConversationFeed()
        let emitter = try await openLogs(prepared, startPatience, sanitize: redaction.sanitizer(redactor)) {
            event, time in
            for told in ControlEventProjection.events(event, at: time) { hub.publish(told) }
            guard let telemetry else { return }
            telemetry.take(event, at: time)
            if telemetry.settings.conversations != .off { feed.take(event) }
        }
        let flags = try await FeatureFlags(
            config, service: try prepared.flagService.map { try makeFlagService($0, config, journal, redactor, clock) },
            canonical: { try? files.canonicalPath($0) },
            news: { emitter.emit(FlagServiceTold(what: $0.kind.rawValue, flags: $0.flags, reason: $0.message)) })
        let outlet = RedactedJournal(
            journal: journal, gate: RedactionGate(mode: redaction.mode, filter: redactor, emitter: emitter),
            mode: { RedactionMode(flags.redaction(for: $0)) })
        let gate = try gate(prepared, files)
        return DaemonParts(
            paths: paths, config: config,
            listing: ConfigListing(
                prepared.loaded, file: paths.configFile, defaultRoots: prepared.setup.defaultRoots),
            roots: prepared.sources, files: files, places: places, journal: journal,
            patience: StorePatience(journal: paths.journal, clock: clock, emitter: emitter), outlet: outlet,
            flags: flags, emitter: emitter,
            telemetry: telemetry.map { telemetryService($0, feed, journal, redactor, clock) },
            gate: gate,
            recording: recorder(outlet, files, gate, places, flags, emitter, clock),
            clock: clock)
    }

    /// The same without anything to follow.
    func withoutSources() -> DaemonParts {
        DaemonParts(
            paths: paths, config: config, listing: listing, roots: [], files: files, places: places,
            journal: journal, patience: patience, outlet: outlet, flags: flags,
            emitter: emitter, telemetry: telemetry, gate: gate, recording: recording, clock: clock)
    }

    // MARK: - Parts

    private static func openJournal(_ paths: KatoPaths, _ config: KatoConfig) throws -> Journal {
        try Journal(
            path: paths.journal, offersAllMessages: config.workspaces.contains { $0.autoRecord == true },
            now: LocalTime.now)
    }

    private static func recorder(
        _ outlet: RedactedJournal, _ files: any FileSystem, _ gate: GateSettings, _ places: PatientPlaces,
        _ flags: FeatureFlags, _ emitter: EventEmitter, _ clock: any Clock<Duration>
    ) -> RecordingContext {
        RecordingContext(
            store: outlet, files: files, readership: Readership(readerWatch(places)),
            admits: CommandGate(settings: gate, files: files).stillAdmits, emitter: emitter,
            renderer: { plan in
                Renderers.make(
                    plan.destination.format, options: RenderOptions(flags, for: plan), zone: LocalTime.zone)
            }, owner: geteuid(), clock: clock, now: LocalTime.now)
    }

    private static func readerWatch(_ places: PatientPlaces) -> any ReaderWatch {
        #if os(Linux)
            return InotifyReaderWatch(isLocal: { places.patience(for: $0) == nil }) ?? BlindReaderWatch()
        #else
            return BlindReaderWatch()
        #endif
    }

    private static func openLogs(
        _ prepared: PreparedDaemon, _ startPatience: StorePatience,
        sanitize: @escaping @Sendable (String) -> String,
        observer: @escaping @Sendable (any InternalEvent, Timestamp) -> Void
    ) async throws -> EventEmitter {
        let (paths, levels) = (prepared.paths, prepared.config.logging)
        let audit = AuditLog(path: paths.auditLog)
        try await startPatience.run { try audit.open() }
        return EventEmitter(
            operational: OperationalLog(path: paths.operationalLog), audit: audit,
            minimumLevel: EventLevel(rawValue: levels.operational.rawValue) ?? .info,
            system: JournalSocket(environment: prepared.environment).map {
                SystemLog(socket: $0, minimumLevel: EventLevel(rawValue: levels.journald.rawValue) ?? .notice)
            },
            sanitize: sanitize, now: LocalTime.now, nanoseconds: LocalTime.nanoseconds, observer: observer)
    }

    /// Secrets do not leave the machine, whatever may be done about them in the user's own files.
    private static func makeTelemetry(
        _ prepared: PreparedTelemetry, _ config: KatoConfig, _ journal: Journal, _ redactor: Redactor,
        _ clock: any Clock<Duration>
    ) throws -> Telemetry {
        Telemetry(
            prepared.settings, instance: try installation(journal),
            transport: prepared.transport, clock: clock,
            minimumLevel: EventLevel(rawValue: config.logging.operational.rawValue) ?? .info,
            sanitize: { redactor.redact($0).text }, nanoseconds: LocalTime.nanoseconds)
    }

    private static func telemetryService(
        _ telemetry: Telemetry, _ feed: ConversationFeed, _ journal: Journal, _ redactor: Redactor,
        _ clock: any Clock<Duration>
    ) -> TelemetryService {
        let gate = RedactionGate(mode: .redact, filter: redactor, emitter: .discarding)
        return TelemetryService(
            telemetry: telemetry, outlet: RedactedJournal(journal: journal, gate: gate, mode: { _ in .redact }),
            feed: feed, now: LocalTime.now, clock: clock)
    }

    /// The same for what a flag service is told.
    private static func makeFlagService(
        _ prepared: PreparedFlagService, _ config: KatoConfig, _ journal: Journal, _ redactor: Redactor,
        _ clock: any Clock<Duration>
    ) throws -> FlagService {
        let token = prepared.token
        return FlagService(
            config, prepared.client, installation: try installation(journal),
            token: { () throws(FlagError) in try token.read() }, clock: clock, sanitize: { redactor.redact($0).text },
            unixTime: { Double(LocalTime.now().milliseconds) / 1000 })
    }

    /// What tells this installation from others, and says nothing about it.
    private static func installation(_ journal: Journal) throws -> String {
        let salt = try journal.fingerprintSalt()
        return Hexadecimal.text(ContentHash.sha256(Array("instance \(salt)".utf8)).prefix(16))
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
