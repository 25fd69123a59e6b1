import FileAccess
import KatoConfiguration
import KatoControlProtocol
import KatoIngest
import KatoPaths
import SocketServer

/// What was settled while the process had one thread and was not restricted yet: settings, folders, lock and socket.
final class PreparedDaemon: Sendable {
    let paths: KatoPaths
    let environment: [String: String]
    let config: KatoConfig
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
    private let instance: SingleInstance

    init(
        paths: KatoPaths, environment: [String: String], config: KatoConfig, worker: Worker, socket: ListeningSocket?,
        sources: [IngestRoot], files: LocalFileSystem, roots: RootSnapshot, sandbox: SandboxStatus,
        sandboxMicroseconds: Int64, instance: consuming SingleInstance
    ) {
        self.paths = paths
        self.environment = environment
        self.config = config
        self.worker = worker
        self.socket = socket
        self.sources = sources
        self.files = files
        self.roots = roots
        self.sandbox = sandbox
        self.sandboxMicroseconds = sandboxMicroseconds
        self.instance = instance
    }
}
