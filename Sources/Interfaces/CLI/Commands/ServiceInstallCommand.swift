import ArgumentParser
import KatoPaths

struct ServiceInstallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "install", abstract: "Write the units, start kato as a service now and at every login.",
        discussion: """
            The service may write only into kato's own folders and the recording roots of the configuration. Run it \
            again when those roots change.
            """)

    @Flag(help: "Also start kato when something connects to its socket.")
    var socket = false
    @Flag(help: "Only write the units; start and enable nothing.")
    var writeOnly = false

    func run() throws {
        let daemons = try Daemons()
        try StartCommand.ensureConfiguration(daemons)
        let files = ServiceFiles(daemons: daemons)
        if writeOnly {
            try files.write()
            return Console.print("Written: \(files.service)")
        }
        let manager = try UserManager()
        try files.write()
        try manager.run("daemon-reload")
        if let pid = try DaemonStopper(daemons: daemons).stop() {
            Console.complain("The daemon that ran (pid \(pid)) was stopped; the service takes its place.")
        }
        if socket { try manager.run("enable", "--now", "--quiet", ServiceUnits.socketName) }
        try manager.run("enable", "--quiet", ServiceUnits.serviceName)
        try manager.run("restart", ServiceUnits.serviceName, hint: "See journalctl --user -u kato, and kato doctor.")
        Console.print("kato is a service now: \(files.service)")
        if !Linger.isOn {
            Console.complain("  hint: It runs while you are logged in. To have it run always: loginctl enable-linger")
        }
    }
}
