import ArgumentParser
import KatoPaths

struct ServiceUninstallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "uninstall", abstract: "Stop the service and remove its units; settings and recordings stay.")

    func run() throws {
        let files = ServiceFiles(daemons: try Daemons())
        let manager = try? UserManager()
        for unit in [ServiceUnits.socketName, ServiceUnits.serviceName] {
            _ = try manager?.answer("disable", "--now", unit)
        }
        let removed = try files.remove()
        _ = try manager?.answer("daemon-reload")
        if removed.isEmpty { return Console.print("There was no service of kato.") }
        for path in removed { Console.print("removed: \(path)") }
    }
}
