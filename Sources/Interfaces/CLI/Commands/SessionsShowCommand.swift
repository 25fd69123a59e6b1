import ArgumentParser
import KatoControlClient
import KatoControlProtocol
import KatoPaths
import StrictJSON

struct SessionsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Read a conversation.",
        discussion: "Works without a daemon. With --json: the conversation, then one event a line.")

    @Argument(
        help: "Native id, kato id, a unique prefix of either, or provider/prefix.", completion: SessionCompletion.kind)
    var session: String
    @Flag(help: "Show what the assistant thought, where the agent keeps it.")
    var thinking = false
    @Flag(help: "Show the results of tools, not only that they were used.")
    var results = false
    @Flag(help: "Print JSON: the conversation, then one event a line.")
    var json = false

    func run() throws {
        let client = try Daemons().clientOrOneShot()
        let summary = try client.session(session)
        var view = ConversationView(
            width: min(Console.width, 100), style: Style(isOn: Console.hasColours), showsThinking: thinking,
            showsResults: results)
        if json { Console.print(summary.json.text()) } else { show(view.head(summary)) }
        var cursor: String?
        repeat {
            let page = try client.events(of: summary.id, limit: 200, cursor: cursor)
            for event in page.events {
                if json { Console.print(event.json.text()) } else { show(view.lines(event)) }
            }
            cursor = page.nextCursor
        } while cursor != nil
    }

    private func show(_ lines: [String]) {
        for line in lines { Console.print(line) }
    }
}
