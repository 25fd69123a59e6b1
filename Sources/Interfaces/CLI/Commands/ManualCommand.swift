import ArgumentParser
import StrictJSON

/// For packagers: the manual page, made from the same descriptions as the help.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print the manual page.", shouldDisplay: false)

    func run() throws {
        guard let page = ManualPage(dump: KatoCommand._dumpHelp()) else {
            throw CommandFailure("The help cannot be read.", hint: "Report this.")
        }
        Console.print(page.text)
    }
}
