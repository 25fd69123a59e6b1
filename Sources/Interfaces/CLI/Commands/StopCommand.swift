import ArgumentParser
import KatoPaths

struct StopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop the daemon and return when it is gone.")

    func run() throws {
        if let pid = try DaemonStopper(daemons: try Daemons()).stop() {
            Console.print("kato stopped (pid \(pid)).")
        } else {
            Console.print("kato is not running.")
        }
    }
}
