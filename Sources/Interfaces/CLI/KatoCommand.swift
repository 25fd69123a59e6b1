import ArgumentParser
import KatoModel

/// The root of the command line.
struct KatoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kato",
        abstract: "Writes the conversations you ask for into files of yours.",
        discussion: """
            Type ::capture in Claude Code, and the conversation appears in a Markdown file of yours.

            Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the daemon is not running.
            """,
        version: version,
        subcommands: [
            InitCommand.self, StartCommand.self, StopCommand.self, RestartCommand.self, ReloadCommand.self,
            StatusCommand.self, SessionsCommand.self, ExportCommand.self, RepairCommand.self, CleanCommand.self,
            LogsCommand.self, AuditCommand.self, DoctorCommand.self, ConfigCommand.self, FlagsCommand.self,
            ServiceCommand.self,
            IntegrateCommand.self, CallCommand.self,
            CompletionCommand.self, ManualCommand.self,
        ])

    private static let version = "kato \(KatoVersion.current)"

    /// What every help text begins with.
    static let header = version + "\nOwn your AI conversations."
}
