import ArgumentParser
import KatoControlClient
import KatoControlProtocol
import KatoPaths

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct StartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Start the daemon and return when it is ready.")

    /// Between two looks at how far the reading is.
    private static let pause: UInt32 = 200_000

    @Flag(help: "Stay here and run until Ctrl-C.")
    var foreground = false
    @OptionGroup var overrides: SettingOptions

    func run() throws {
        let daemons = try Daemons()
        try daemons.paths.checkSocketPath()
        if let pid = Self.runningDaemon(daemons) { return Self.tell(pid) }
        try Self.ensureConfiguration(daemons)
        if foreground { throw ChildProcess.replace(try daemons.executable(), ["--foreground"] + overrides.arguments) }
        let started = try DaemonStarter(daemons: daemons, arguments: overrides.arguments).start()
        if started.wasRunning { return Self.tell(started.pid) }
        Console.print("kato started (pid \(started.pid)).")
        if isatty(1) == 1, isatty(2) == 1 { try? Self.watchIndexing(daemons) }
    }

    /// Shows a person how far the first reading of the history is. It goes on without them: Ctrl-C ends only this.
    private static func watchIndexing(_ daemons: Daemons) throws(ControlClientError) {
        let client = try daemons.client()
        let report = ProgressReport(title: "Reading history")
        var status = try client.status()
        guard status.ingest.state == .indexing else { return }
        while status.ingest.state == .indexing {
            report.show(WorkProgress(filesLeft: status.ingest.filesWaiting, bytesLeft: status.ingest.bytesWaiting))
            usleep(pause)
            status = try client.status()
        }
        report.show(nil)
        let count = status.totalSessions
        Console.print("\(count) conversation\(count == 1 ? "" : "s") known. See kato status.")
    }

    /// Says who runs already.
    static func tell(_ pid: Int64) {
        Console.print("kato is already running (pid \(pid)).")
    }

    /// The process id of the daemon that answers; `nil` where none does.
    static func runningDaemon(_ daemons: Daemons) -> Int64? {
        try? daemons.client().ping().pid
    }

    /// Somebody who starts kato for the first time should not have to know about `kato init`.
    static func ensureConfiguration(_ daemons: Daemons) throws {
        guard access(daemons.paths.configFile, F_OK) != 0 else { return }
        try daemons.run(["--init"])
    }
}
