import ArgumentParser
import KatoPaths

struct RestartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restart", abstract: "Stop the daemon if it runs, and start it.")

    @OptionGroup var overrides: SettingOptions

    func run() throws {
        let daemons = try Daemons()
        try daemons.paths.checkSocketPath()
        let stopped = try DaemonStopper(daemons: daemons).stop()
        try StartCommand.ensureConfiguration(daemons)
        let started = try DaemonStarter(daemons: daemons, arguments: overrides.arguments).start()
        if started.wasRunning { return StartCommand.tell(started.pid) }
        Console.print("kato \(stopped == nil ? "started" : "restarted") (pid \(started.pid)).")
    }
}
