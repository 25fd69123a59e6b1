import ArgumentParser
import KatoControlClient
import KatoControlProtocol
import KatoModel
import KatoPaths
import StrictJSON

struct SessionsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Read a conversation.",
        discussion: "Works without a daemon. With --json: the conversation, then one event a line.")

    @Argument(help: "Native id, kato id, a unique prefix of either, or provider/prefix.")
    var session: String
    @Flag(help: "Print JSON: the conversation, then one event a line.")
    var json = false

    func run() throws {
        let client = try Daemons().clientOrOneShot()
        let summary = try client.session(session)
        if json { Console.print(summary.json.text()) } else { printHead(summary) }
        var cursor: String?
        repeat {
            let page = try client.events(of: summary.id, limit: 200, cursor: cursor)
            for event in page.events {
                if json { Console.print(event.json.text()) } else { printEvent(event) }
            }
            cursor = page.nextCursor
        } while cursor != nil
    }

    private var style: Style { Style(isOn: Console.hasColours) }

    private func printHead(_ summary: SessionSummary) {
        Console.print(style.bold(DisplayText.clean(summary.title ?? "(no message yet)")))
        let facts = [
            "\(summary.provider)/\(summary.nativeID)", summary.cwd, summary.gitBranch,
            summary.models.isEmpty ? nil : summary.models.joined(separator: ", "),
        ].compactMap { $0 }
        for fact in facts { Console.print(style.dim("  " + DisplayText.clean(fact))) }
    }

    private func printEvent(_ event: EventSummary) {
        guard event.agentID == nil, let text = event.text else { return }
        let time = event.time.map { " · \($0.description.prefix(16).replacing("T", with: " "))" } ?? ""
        switch EventKind(rawValue: event.kind) {
        case .userMessage: printBlock(style.green("User" + time), text)
        case .assistantMessage: printBlock(style.yellow((event.model ?? "Assistant") + time), text)
        default: return
        }
    }

    /// Keeps the text's own lines; only what would steer the terminal goes.
    private func printBlock(_ heading: String, _ text: String) {
        Console.print("\n\(heading)")
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            Console.print("  " + DisplayText.clean(line))
        }
    }
}
