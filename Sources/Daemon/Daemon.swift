import CLinuxShims
import Conduit
import FileTail
import KatoConfiguration
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
import UnixSignals

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Configuration in, running services out: the one place where everything is put together.
struct Daemon: Sendable {
    let parts: DaemonParts
    let environment: [String: String]
    let report: StartReport

    /// Runs until told to stop, drains, and returns.
    func run() async throws {
        let (stops, stop) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let (opened, open) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let pipeline = Pipeline(parts, watcher: Self.makeWatcher(), settings: ingestSettings)
        let backend = backend(pipeline, requestStop: { stop.yield() })
        let requests = pipeline.requests
        let control = ControlService(
            path: parts.paths.socket, dispatcher: ControlDispatcher(backend: backend, emitter: parts.emitter),
            emitter: parts.emitter, owner: geteuid(), onReady: { open.yield() }, onEnd: { requests.finish() })
        let readiness = ReadinessService(
            notifier: SystemdNotifier(environment: environment), report: report, emitter: parts.emitter,
            pid: getpid(), isReady: { for await _ in opened { return } })
        try parts.emitter.audit(
            DaemonStarted(version: KatoVersion.current, pid: getpid(), socketPath: parts.paths.socket))
        try await group(pipeline.services + [control, readiness], stop: StopService(requests: stops)).run()
        try await parts.journal.close()
    }

    /// Brings the journal up to date once, then answers lines of standard input until it ends.
    func answerStandardInput() async throws {
        var settings = ingestSettings
        settings.stopsWhenCaughtUp = true
        let reading = Pipeline(parts, watcher: SweepOnlyWatcher(), settings: settings)
        reading.requests.finish()
        try await reading.runOnce()
        // A second set of stages, without sources, carries out what is asked for.
        let pipeline = Pipeline(parts.withoutSources(), watcher: SweepOnlyWatcher(), settings: settings)
        let dispatcher = ControlDispatcher(
            backend: backend(pipeline, requestStop: {}), emitter: parts.emitter)
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

    private func backend(_ pipeline: Pipeline, requestStop: @escaping @Sendable () -> Void) -> DaemonBackend {
        DaemonBackend(
            parts: parts, pipeline: pipeline,
            projection: StatusProjection(
                pid: Int64(getpid()), startedAt: LocalTime.now(), socketPath: parts.paths.socket, now: LocalTime.now),
            requestStop: requestStop)
    }

    private var ingestSettings: IngestService.Settings {
        var settings = IngestService.Settings()
        settings.sweep = .seconds(parts.config.ingest.sweepSeconds)
        // The first reading of a long history needs memory that following it does not.
        settings.onCaughtUp = { shim_release_memory() }
        return settings
    }

    /// Stops in reverse order: first nobody is told any more that it is ready, then no requests come in, then no
    /// records, and what is under way drains through the stages.
    private func group(_ services: [any Service], stop: StopService) -> ServiceGroup {
        var configurations = services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) }
        configurations.append(.init(service: stop, successTerminationBehavior: .gracefullyShutdownGroup))
        return ServiceGroup(
            configuration: .init(
                services: configurations, gracefulShutdownSignals: [.sigterm, .sigint],
                logger: Logger(label: "kato") { _ in SwiftLogNoOpLogHandler() }))
    }

    private static func makeWatcher() -> any DirectoryWatcher {
        #if os(Linux)
            return InotifyWatcher() ?? SweepOnlyWatcher()
        #else
            return SweepOnlyWatcher()
        #endif
    }
}
