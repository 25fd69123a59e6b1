import ArgumentParser
import KatoControlClient
import KatoControlProtocol
import KatoPaths
import StrictJSON

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Look for what is wrong, and say what to do about it.",
        discussion: """
            Changes nothing. Ends with 1 when something has to be repaired.

            With --deep it reads every file of the agents again and proves that each of its bytes is part of a record \
            that kato holds byte for byte, or is named with the reason why not. That takes as long as reading all of \
            them does, and works without a daemon.
            """)

    @Flag(help: "Compare all of the agents' files with what kato holds.")
    var deep = false
    @Flag(help: "Print the findings as JSON.")
    var json = false

    func run() throws {
        if deep { try checkSources() } else { try checkInstallation() }
    }

    private func checkSources() throws {
        let client = try Daemons().clientOrOneShot()
        client.onProgress = ProgressReport(title: "Comparing the agents' files").show
        let report = try client.checkSources()
        if json {
            Console.print(report.json.text())
        } else {
            CheckView(report: report, style: Style(isOn: Console.hasColours)).lines.forEach(Console.print)
        }
        guard report.problems.isEmpty else { throw ExitCode(ExitStatus.failed.rawValue) }
    }

    private func checkInstallation() throws {
        let output = try Daemons().output(of: ["--doctor"])
        guard let report = try? JSONValue.parse(output), let checks = report["checks"]?.arrayValue else {
            throw CommandFailure("katod did not answer.", hint: "Install kato and katod of the same version.")
        }
        if json { Console.print(report.text(.pretty)) } else { show(checks) }
        let failed = checks.contains { $0["state"]?.stringValue == "failed" }
        if failed { throw ExitCode(ExitStatus.failed.rawValue) }
    }

    private func show(_ checks: [JSONValue]) {
        let style = Style(isOn: Console.hasColours)
        for check in checks {
            let name = DisplayText.fit(check["name"]?.stringValue ?? "", 12)
            let mark =
                switch check["state"]?.stringValue {
                case "good": style.green("✓")
                case "failed": style.red("✗")
                case "warning": style.yellow("!")
                default: style.dim("–")
                }
            for (number, line) in wrapped(check["detail"]?.stringValue, 17).enumerated() {
                Console.print(
                    number == 0 ? "\(mark) \(style.bold(name))  \(line)" : String(repeating: " ", count: 16) + line)
            }
            for (number, line) in wrapped(check["remedy"]?.stringValue, 20).enumerated() {
                Console.print(String(repeating: " ", count: 16) + style.dim((number == 0 ? "→ " : "  ") + line))
            }
        }
    }

    private func wrapped(_ text: String?, _ indent: Int) -> [String] {
        DisplayText.wrap(DisplayText.clean(text ?? ""), to: max(24, Console.width - indent))
    }
}
