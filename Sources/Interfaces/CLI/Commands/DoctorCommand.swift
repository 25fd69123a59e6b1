import ArgumentParser
import KatoControlClient
import KatoControlProtocol
import StrictJSON

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check that nothing was lost.",
        discussion: """
            Reads every file of the agents again and proves that each of its bytes is part of a record that kato holds
            byte for byte, or is named with the reason why not. Takes as long as reading all of them does. Works
            without a daemon.
            """)

    @Flag(help: "Compare all of the agents' files with what kato holds.")
    var deep = false
    @Flag(help: "Print JSON: files, records, bytes, problems and skips.")
    var json = false

    func validate() throws {
        guard deep else { throw ValidationError("Say what to check: --deep.") }
    }

    func run() throws {
        if !json { Console.complain("Reading all files of the agents …") }
        let report = try Daemons().clientOrOneShot().checkSources()
        if json {
            Console.print(report.json.text())
        } else {
            CheckView(report: report, style: Style(isOn: Console.hasColours)).lines.forEach(Console.print)
        }
        guard report.problems.isEmpty else { throw ExitCode(ExitStatus.failed.rawValue) }
    }
}
