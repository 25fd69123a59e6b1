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
    @Flag(help: "Show all conversations, not only the latest.")
    var all = false

    /// Conversations shown without `--all`.
    private static let shownSessions = 8

    func run() throws {
        let daemons = try Daemons()
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
        let status = try client.status()
        var sessions = try client.sessions(limit: all ? 500 : Self.shownSessions)
        var shown = sessions.sessions
        while all, let cursor = sessions.nextCursor {
            sessions = try client.sessions(limit: 500, cursor: cursor)
            shown += sessions.sessions
        }
        let recordings = try client.recordings(limit: 500).recordings.filter { $0.state != .stopped }
        let view = StatusView(
            status: status, sessions: shown, recordings: recordings, now: Daemons.now(), width: Console.width,
            style: Style(isOn: Console.hasColours), home: home)
        for line in view.lines { Console.print(line) }
    }
}
