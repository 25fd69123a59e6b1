import ArgumentParser
import KatoControlClient
import KatoControlProtocol
import KatoModel
import KatoPaths
import StrictJSON

struct SessionsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List conversations, the latest first.",
        discussion: "Works without a daemon.")

    @Flag(help: "Print JSON: sessions, and nextCursor when there are more.")
    var json = false
    @Option(help: "How many to list; 0 for all.")
    var limit = 50

    func run() throws {
        let client = try Daemons().clientOrOneShot()
        var remaining = limit <= 0 ? Int.max : limit
        var cursor: String?
        let now = Daemons.now()
        let style = Style(isOn: Console.hasColours)
        var listed: [JSONValue] = []
        repeat {
            let page = try client.sessions(limit: min(remaining, 500), cursor: cursor)
            for session in page.sessions {
                if json { listed.append(session.json) } else { Console.print(line(session, now, style)) }
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

    private func line(_ session: SessionSummary, _ now: Timestamp, _ style: Style) -> String {
        let when = DisplayText.fit(RelativeTime.text(session.lastEventAt, now: now), 9)
        let project = session.cwd?.split(separator: "/").last.map { DisplayText.clean($0) } ?? "–"
        let turns = DisplayText.fit("\(session.turns) turn\(session.turns == 1 ? "" : "s")", 10)
        let fixed = "\(session.shortID)  \(DisplayText.fit(session.provider, 7)) \(when) \(turns)"
        let place = DisplayText.fit(project, 16)
        let used = DisplayText.width(fixed) + DisplayText.width(place) + 2
        let title = DisplayText.clean(session.title ?? "(no message yet)")
        return "\(style.bold(session.shortID))\(style.dim(String(fixed.dropFirst(session.shortID.count))))"
            + "\(place)  \(DisplayText.cut(title, to: max(12, Console.width - used)))"
    }
}
