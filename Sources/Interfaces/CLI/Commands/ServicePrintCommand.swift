import ArgumentParser

/// For packagers: the unit files in `packaging/systemd` are what this prints.
struct ServicePrintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print", abstract: "Print a unit file.", shouldDisplay: false)

    /// The units there are.
    enum Unit: String, ExpressibleByArgument, CaseIterable {
        case service, socket
    }

    @Argument(help: "service or socket.")
    var unit: Unit
    @Option(help: "Where the programs are.")
    var bindir = "/usr/bin"

    func run() throws {
        let text = unit == .service ? ServiceUnits.service(bindir: bindir) : ServiceUnits.socket(path: nil)
        Console.print(String(text.dropLast()))
    }
}
