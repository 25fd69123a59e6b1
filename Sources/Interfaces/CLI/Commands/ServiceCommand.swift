import ArgumentParser

struct ServiceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "service", abstract: "Have systemd start kato when you log in. Needs no root.",
        subcommands: [
            ServiceInstallCommand.self, ServiceUninstallCommand.self, ServiceStatusCommand.self,
            ServicePrintCommand.self,
        ])
}
