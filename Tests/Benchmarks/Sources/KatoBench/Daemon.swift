import FoundationEssentials

/// A running `katod`.
final class Daemon {
    let home: DaemonHome
    /// When it was started, before the process existed.
    let startedAt: UInt64
    private let process: ChildProcess

    var identifier: Int32 { process.identifier }

    /// Starts it, without waiting until it answers.
    ///
    /// - Parameter program: another katod than the one that is measured.
    init(_ home: DaemonHome, in workspace: Workspace, program: String? = nil) throws {
        self.home = home
        startedAt = MonotonicClock.now()
        process = try ChildProcess(
            [program ?? workspace.katod, "--foreground"], environment: home.environment, output: home.log)
    }

    /// Starts it and returns when it answers.
    static func ready(_ home: DaemonHome, in workspace: Workspace) throws -> Daemon {
        let daemon = try Daemon(home, in: workspace)
        _ = try daemon.connect()
        return daemon
    }

    /// A connection on which it has answered a ping.
    func connect() throws -> ControlConnection {
        try MonotonicClock.wait(for: "katod to answer", seconds: 30) {
            if let code = process.hasEnded() { throw BenchError("katod ended with \(code): \(lastWords())") }
            guard let connection = try? ControlConnection(path: home.socket) else { return nil }
            _ = try connection.exchange(ControlConnection.request("daemon.ping"))
            return connection
        }
    }

    /// Returns the time at which everything on disk was read and at least `sessions` conversations were known.
    func waitUntilLive(sessions: Int, seconds: UInt64) throws -> UInt64 {
        let connection = try connect()
        return try MonotonicClock.wait(for: "the back-fill", seconds: seconds, every: 20) {
            let status = try connection.call("daemon.status", as: DaemonStatus.self)
            return status.isLive && status.sessions.total >= sessions ? MonotonicClock.now() : nil
        }
    }

    func stop() {
        process.end()
    }

    private func lastWords() -> String {
        let text = FileManager.default.contents(atPath: home.log) ?? Data()
        return String(decoding: text.suffix(600), as: UTF8.self)
    }
}
