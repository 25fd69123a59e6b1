import CLinuxShims
import Conduit
import Digest
import FileTail
import KatoCommands
import KatoConfiguration
import KatoControlProtocol
import KatoControlServer
import KatoIngest
import KatoJournal
import KatoModel
import KatoObservability
import KatoPaths
import Logging
import ServiceLifecycle
import SocketServer
import SystemdNotify
import TaskLoop
import UnixSignals

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Configuration in, running services out: the one place where everything is put together.
struct Daemon: Sendable {
    let prepared: PreparedDaemon
    let parts: DaemonParts
    let hints: DriftHints
    let report: StartReport
    private let refused: RefusedSettings
    /// Waits for space before anything is done.
    private let startPatience: StorePatience
    /// Where subscribers of the control socket are told from.
    let hub: EventHub

    /// - Parameter clock: what everything that waits waits by.
    init(_ prepared: PreparedDaemon, report: StartReport, clock: any Clock<Duration>) async throws {
        self.prepared = prepared
        self.report = report
        hints = DriftHints()
        refused = RefusedSettings(prepared.refusal, since: LocalTime.now())
        hub = EventHub(startedAt: LocalTime.now(), now: LocalTime.now)
        let notifier = SystemdNotifier(environment: prepared.environment)
        startPatience = StorePatience(
            opening: prepared.paths.journal, in: prepared.paths.stateDirectory, clock: clock
        ) { fault in
            notifier.status("Waits: \(fault.message)")
            report.waits(fault)
        }
        parts = try await DaemonParts.open(
            prepared, hints: hints, hub: hub, clock: clock, startPatience: startPatience)
    }

    /// Runs until told to stop or to make room for another worker, drains, and returns.
    func run() async throws {
        guard let socket = prepared.socket else { return }
        let (ends, end) = AsyncStream.makeStream(of: DaemonEnd.self, bufferingPolicy: .bufferingOldest(1))
        let (opened, open) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let choice = EndChoice()
        let loop = TaskLoop()
        let pipeline = Pipeline(
            parts, watcher: await watcher(on: loop), destinations: await watcher(on: loop),
            settings: ingestSettings)
        let reloading = Reloading(
            prepared: prepared, emitter: parts.emitter, files: parts.files, refused: refused, now: LocalTime.now
        ) { end.yield(.replace) }
        let backend = backend(pipeline, reloading, requestStop: { end.yield(.stop) })
        let requests = pipeline.requests
        let control = ControlService(
            socket: socket, dispatcher: ControlDispatcher(backend: backend, emitter: parts.emitter, hub: hub),
            emitter: parts.emitter, owner: geteuid(), onReady: { open.yield() },
            onStopping: { if choice.current == .stop { socket.withdraw() } }, onEnd: { requests.finish() })
        // The keeper changed what the manager said to it into what holds for this process.
        let notifier = SystemdNotifier(environment: ProcessEnvironment.current())
        let watchdog = WatchdogService(
            notifier: notifier, pipeline: pipeline, journal: parts.journal, clock: parts.clock)
        let readiness = ReadinessService(
            notifier: notifier, report: report, emitter: parts.emitter,
            pid: getpid(), isReady: { for await _ in opened { return } }, end: { choice.current })
        let drift = RootWatchService(
            reloading: reloading, hints: hints.stream, interval: .seconds(parts.config.ingest.sweepSeconds),
            clock: parts.clock)
        try await auditStart(socketPath: socket.path)
        try await group(
            pipeline.services(on: loop) + [parts.telemetry].compactMap { $0 } + polling + [
                control, watchdog, readiness, drift, HangupService(reloading: reloading),
            ],
            stop: StopService(requests: ends, choice: choice)
        ).run()
        try await parts.journal.close()
        guard choice.current == .replace, prepared.worker.handOver(socket.descriptor) else { return socket.withdraw() }
    }

    /// Brings the journal up to date once, then answers lines of standard input until it ends.
    func answerStandardInput(tellsProgress: Bool) async throws {
        var settings = ingestSettings
        settings.stopsWhenCaughtUp = true
        let reading = Pipeline(
            parts, watcher: SweepOnlyWatcher(), destinations: SweepOnlyWatcher(), settings: settings)
        reading.requests.finish()
        let ticker = ProgressTicker.reading(reading.ingest, clock: parts.clock) {
            if tellsProgress { StandardInputLoop.send($0.line) }
        }
        try await ticker.whileRunning { try await reading.runOnce() }
        try await auditStart(socketPath: nil)
        // A second set of stages, without sources, carries out what is asked for.
        let pipeline = Pipeline(
            parts.withoutSources(), watcher: SweepOnlyWatcher(), destinations: SweepOnlyWatcher(), settings: settings)
        let dispatcher = ControlDispatcher(
            backend: backend(pipeline, nil, requestStop: {}), emitter: parts.emitter)
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { try await pipeline.runOnce() }
            group.addTask {
                await StandardInputLoop(dispatcher: dispatcher).run()
                pipeline.requests.finish()
            }
        }
        try await parts.journal.close()
    }

    // MARK: - Parts

    /// What is in force from now on goes into the audit log before anything is done.
    private func auditStart(socketPath: String?) async throws {
        let config = prepared.config
        try await auditStart(
            DaemonStarted(version: KatoVersion.current, pid: getpid(), socketPath: socketPath ?? "standard input"))
        try await auditStart(
            ConfigurationApplied(
                digest: Hexadecimal.text(ContentHash.sha256(Array(config.effectiveText.utf8))),
                writable: config.recording.allAllowedRoots))
        if !prepared.loaded.notes.isEmpty { parts.emitter.emit(ConfigurationMigrated(notes: prepared.loaded.notes)) }
        let sandbox = prepared.sandbox
        try await auditStart(
            SandboxApplied(
                state: sandbox.state.rawValue, landlock: sandbox.landlock, problems: sandbox.problems,
                microseconds: prepared.sandboxMicroseconds, isComplete: sandbox.state == .enforced))
    }

    private func auditStart(_ event: some InternalEvent) async throws {
        try await startPatience.run { try parts.emitter.audit(event) }
    }

    private var polling: [any Service] { prepared.flagService == nil ? [] : [FlagPolling(flags: parts.flags)] }

    private func backend(_ pipeline: Pipeline, _ reloading: Reloading?, requestStop: @escaping @Sendable () -> Void)
        -> DaemonBackend
    {
        DaemonBackend(
            parts: parts, pipeline: pipeline, reloading: reloading,
            projection: StatusProjection(
                pid: Int64(getpid()), startedAt: LocalTime.now(), socketPath: parts.paths.socket,
                sandbox: prepared.sandbox, refused: refused, configFile: parts.paths.configFile,
                telemetry: parts.telemetry?.telemetry,
                flags: parts.flags,
                now: LocalTime.now),
            requestStop: requestStop,
            cleaner: StateCleaner(
                paths: parts.paths, handOverDirectory: parts.gate.handOverDirectory, journal: parts.journal,
                outlet: parts.outlet, emitter: parts.emitter, now: LocalTime.now))
    }

    private var ingestSettings: IngestService.Settings {
        var settings = IngestService.Settings()
        settings.clock = parts.clock
        settings.sweep = .seconds(parts.config.ingest.sweepSeconds)
        // The first reading of a long history needs memory that following it does not.
        settings.onCaughtUp = { shim_release_memory() }
        return settings
    }

    /// Stops in reverse order: first nobody is told any more that it is ready, then no requests come in, then no
    /// records, and what is under way drains through the stages.
    private func group(_ services: [any Service], stop: StopService) -> ServiceGroup {
        var configurations = services.map {
            ServiceGroupConfiguration.ServiceConfiguration(service: NamedService(service: $0))
        }
        configurations.append(.init(service: stop, successTerminationBehavior: .gracefullyShutdownGroup))
        return ServiceGroup(
            configuration: .init(
                services: configurations, gracefulShutdownSignals: [.sigterm, .sigint],
                logger: Logger(label: "kato") { _ in SwiftLogNoOpLogHandler() }))
    }

    private func watcher(on loop: TaskLoop) async -> any DirectoryWatcher {
        #if os(Linux)
            return await InotifyWatcher(on: loop).map { PatientWatcher($0, places: parts.places) } ?? SweepOnlyWatcher()
        #else
            return SweepOnlyWatcher()
        #endif
    }
}
