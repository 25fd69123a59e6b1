import ArgumentParser
import KatoControlClient
import KatoControlProtocol
import StrictJSON

struct RepairCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair",
        abstract: "Compare a recorded file with what was put into it.",
        discussion: """
            Blocks that you delete from a recording stay deleted. With --restore they come back, at the end of the \
            file, and so does everything else that is missing. Nothing in the file is changed or removed.
            Works without a daemon.
            """
    )

    @Argument(help: "A recorded file.")
    var file: String
    @Flag(help: "Put back what is missing.")
    var restore = false
    @Flag(help: "Print the result as JSON.")
    var json = false

    func run() throws {
        let client = try Daemons().clientOrOneShot()
        let result = try client.repair(try AbsolutePath.make(file), restoring: restore)
        if json { return Console.print(result.json.text()) }
        for line in lines(result) { Console.print(line) }
    }

    private func lines(_ result: RepairResult) -> [String] {
        var lines = ["\(DisplayText.clean(result.path)): \(count(result.blocks, "recorded block"))"]
        let facts = [
            (result.restored, "put back"), (result.edited, "edited by you"), (result.torn, "cut short"),
            (result.missing, "missing"), (result.deleted, "deleted by you"), (result.doubled, "there more than once"),
        ]
        lines += facts.filter { $0.0 > 0 }.map { "  \($0.0) \($0.1)" }
        if result.unfinished > 0 { lines.append("  \(count(result.unfinished, "write")) not finished yet") }
        if !restore, result.missing + result.deleted > 0 {
            lines.append("To put back what is missing: kato repair --restore FILE")
        }
        return lines
    }

    private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
