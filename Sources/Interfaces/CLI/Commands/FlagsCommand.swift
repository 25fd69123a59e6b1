import ArgumentParser
import KatoControlClient
import KatoControlProtocol
import StrictJSON

struct FlagsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flags", abstract: "List flags, their values and what decided them.",
        discussion: """
            Flags are set by the configuration: by their own key, or by a rule under `flags` for some conversations or \
            commands; a flag service decides before it, where one is set. Name a conversation to see what holds for it. \
            Works without a daemon.
            """)

    @Argument(help: "Native id, kato id, a unique prefix of either, or provider/prefix.")
    var session: String?
    @Option(help: "As for this command: record, capture or export.", completion: .list(FlagList.commands))
    var command: String?
    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if let command, !FlagList.commands.contains(command) {
            throw ValidationError("The command is record, capture or export, not \(command).")
        }
    }

    func run() throws {
        let list = try Daemons().clientOrOneShot().flags(of: session, command: command)
        if json { return Console.print(list.json.text()) }
        let style = Style(isOn: Console.hasColours)
        let widths = (list.flags.map(\.flag.count).max() ?? 0, list.flags.map(\.value.count).max() ?? 0)
        for flag in list.flags {
            let fixed = "\(DisplayText.fit(flag.flag, widths.0))  \(DisplayText.fit(flag.value, widths.1))"
            let error = flag.errorCode.map { "; flag service: \($0)" } ?? ""
            let why = DisplayText.clean("\(flag.reason.lowercased()), \(flag.source)\(error)")
            let whole = "\(flag.summary) (\(why))"
            let room = Console.isTerminal ? Console.width - DisplayText.width(fixed) - 2 : Int.max
            // What decided is what was asked for, so it is not cut off.
            let lines =
                DisplayText.width(whole) <= room ? [whole] : [flag.summary] + DisplayText.wrap("(\(why))", to: room)
            for (number, line) in lines.enumerated() {
                let start = number == 0 ? fixed : String(repeating: " ", count: DisplayText.width(fixed))
                Console.print("\(start)  \(style.dim(line))")
            }
        }
    }
}
