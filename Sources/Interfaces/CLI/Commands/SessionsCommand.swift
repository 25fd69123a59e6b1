import ArgumentParser

struct SessionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions", abstract: "List and read conversations.",
        subcommands: [SessionsListCommand.self, SessionsShowCommand.self], defaultSubcommand: SessionsListCommand.self)
}
