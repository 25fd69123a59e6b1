import ArgumentParser
import KatoControlClient
import KatoControlProtocol
import KatoModel
import KatoPaths
import StrictJSON

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show what is recorded where, recent commands and problems.")

    @Flag(help: "Print the daemon's answer as JSON.")
    var json = false
    @Flag(help: "Show all conversations and many commands, not only the latest.")
    var all = false
    @Flag(help: "Stay, and show what changes as it happens; q quits.")
    var live = false

    func run() throws {
        let daemons = try Daemons()
        if live {
            let (all, home) = (all, daemons.paths.home)
            return try LiveStatus(daemons: daemons, load: { try StatusScreen($0, all: all, home: home) }).run()
        }
        do throws(ControlClientError) {
            let client = try daemons.client()
            if json { return try printJSON(client) }
            try printScreen(client, home: daemons.paths.home)
        } catch {
            if json, case .notRunning = error { Console.print(JSONValue(dictionaryLiteral: ("running", false)).text()) }
            throw error
        }
    }

    private func printJSON(_ client: ControlClient) throws(ControlClientError) {
        let status = try client.call(ControlMethod.daemonStatus.rawValue)
        guard var object = status.objectValue else { return Console.print(status.text(.pretty)) }
        object["running"] = true
        Console.print(JSONValue.object(object).text(.pretty))
    }

    private func printScreen(_ client: ControlClient, home: String) throws(ControlClientError) {
        let screen = try StatusScreen(client, all: all, home: home)
        let view = screen.view(now: Daemons.now(), width: Console.width, style: Style(isOn: Console.hasColours))
        Console.print(view.lines.joined(separator: "\n"))
    }
}
