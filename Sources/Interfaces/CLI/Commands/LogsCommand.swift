import ArgumentParser
import KatoPaths
import StrictJSON

struct LogsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs", abstract: "Show what the daemon did, or what was allowed and denied.",
        discussion: "Works without a daemon. The logs hold no text of conversations.")

    @Flag(help: "Show the audit log instead of the operational one.")
    var audit = false
    @Flag(name: .shortAndLong, help: "Go on showing lines as they come, until Ctrl-C.")
    var follow = false
    @Option(name: [.customShort("n"), .long], help: "How many of the last lines to begin with.")
    var lines = 50
    @Flag(help: "Print the lines as they stand in the log: one JSON object each.")
    var json = false

    func validate() throws {
        guard (0...100_000).contains(lines) else { throw ValidationError("The number of lines is from 0 to 100000.") }
    }

    func run() throws {
        let paths = try Daemons().paths
        var reader = LogReader(path: audit ? paths.auditLog : paths.operationalLog)
        let view = LogView(width: Console.isTerminal ? Console.width : nil, style: Style(isOn: Console.hasColours))
        for line in try reader.last(lines) { print(line, view) }
        if !reader.exists, !follow { Console.complain("There is no log yet: the daemon has not run.") }
        while follow {
            for line in try reader.new() { print(line, view) }
            reader.wait()
        }
    }

    private func print(_ line: [UInt8], _ view: LogView) {
        if json { return Console.print(String(decoding: line, as: UTF8.self)) }
        Console.print((try? JSONValue.parse(line)).map { view.line($0) } ?? view.damaged)
    }
}
