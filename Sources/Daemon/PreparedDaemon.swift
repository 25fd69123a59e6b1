import FileAccess
import KatoConfiguration
import KatoControlProtocol
import KatoIngest
import KatoPaths
import SocketServer

/// What was settled while the process had one thread and was not restricted yet: settings, folders, lock and socket.
final class PreparedDaemon: Sendable {
    /// What it was prepared from, to look again.
    let setup: DaemonSetup
    let loaded: LoadedConfig
    /// Why these are the settings of the worker before this one and not the file's; `nil` when they are the file's.
    let refusal: String?
    let worker: Worker
    /// `nil` where requests come on standard input.
    let socket: ListeningSocket?
    let sources: [IngestRoot]
    let files: LocalFileSystem
    /// The folders at the configured paths.
    let roots: RootSnapshot
    let sandbox: SandboxStatus
    /// How long applying it took.
    let sandboxMicroseconds: Int64
    /// `nil` when nothing is to be sent.
    let telemetry: PreparedTelemetry?
    /// `nil` when the configuration decides flags alone.
    let flagService: PreparedFlagService?
    private let instance: SingleInstance

    var paths: KatoPaths { setup.paths }
    var environment: [String: String] { setup.environment }
    var config: KatoConfig { loaded.config }

    init(
        setup: DaemonSetup, loaded: LoadedConfig, refusal: String?, worker: Worker, socket: ListeningSocket?,
        sources: [IngestRoot], files: LocalFileSystem, roots: RootSnapshot, sandbox: SandboxStatus,
        sandboxMicroseconds: Int64,
        telemetry: PreparedTelemetry?, flagService: PreparedFlagService?, instance: consuming SingleInstance
    ) {
        self.setup = setup
        self.loaded = loaded
        self.refusal = refusal
        self.worker = worker
        self.socket = socket
        self.sources = sources
        self.files = files
        self.roots = roots
        self.sandbox = sandbox
        self.sandboxMicroseconds = sandboxMicroseconds
        self.telemetry = telemetry
        self.flagService = flagService
        self.instance = instance
    }
}
