import ArgumentParser
import KatoControlClient
import KatoControlProtocol
import KatoModel
import KatoPaths
import StrictJSON

struct SessionsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List conversations, the latest first.",
        discussion: """
            Works without a daemon. Tokens are what the agent's requests cost, those of sub-agents included. Days left
            are those until the agent deletes its own file, not what kato has read of it.
            """)

    @Flag(help: "Print JSON: sessions, and nextCursor when there are more.")
    var json = false
    @Option(help: "How many to list; 0 for all.")
    var limit = 50

    func run() throws {
        let client = try Daemons().clientOrOneShot()
        var remaining = limit <= 0 ? Int.max : limit
        var cursor: String?
        let view = SessionListView(
            now: Daemons.now(), width: max(40, Console.width), style: Style(isOn: Console.hasColours))
        var listed: [JSONValue] = []
        repeat {
            let page = try client.sessions(limit: min(remaining, 500), cursor: cursor)
            for session in page.sessions {
                if json { listed.append(session.json) } else { view.lines(of: session).forEach(Console.print) }
            }
            if page.sessions.isEmpty, cursor == nil, !json { Console.complain("No conversations yet.") }
            remaining -= page.sessions.count
            cursor = page.nextCursor
        } while cursor != nil && remaining > 0
        if json {
            let next: JSONValue = cursor.map { .string($0) } ?? .null
            Console.print(JSONValue.object(["sessions": .array(listed), "nextCursor": next]).text())
        }
    }
}
