import ArgumentParser
import KatoModel

/// The root of the command line.
struct KatoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kato",
        abstract: "Own your AI conversations.",
        discussion: """
            Type ::capture in Claude Code, and the conversation appears in a Markdown file of yours.

            Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the daemon is not running.
            """,
        version: "kato \(KatoVersion.current)",
        subcommands: [
            InitCommand.self, StartCommand.self, StopCommand.self, RestartCommand.self, ReloadCommand.self,
            StatusCommand.self, SessionsCommand.self, ExportCommand.self, RepairCommand.self, CleanCommand.self,
            LogsCommand.self, AuditCommand.self, DoctorCommand.self, ConfigCommand.self, FlagsCommand.self,
            ServiceCommand.self,
            IntegrateCommand.self, CallCommand.self,
            CompletionCommand.self, ManualCommand.self,
        ])
}
