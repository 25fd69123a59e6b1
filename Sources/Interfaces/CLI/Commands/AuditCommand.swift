import ArgumentParser
import KatoPaths

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Look at the log of what was allowed and denied.",
        subcommands: [VerifyCommand.self])

    struct VerifyCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Check that no line of the audit log was changed, moved or removed.",
            discussion: """
                Ends with 1 and the first bad line. Lines taken off the end are missed as long as the file audit.head \
                is as it was; note the last hash elsewhere to be sure.
                """)

        @Argument(help: "Files of the log, oldest first; default: all of your own.")
        var files: [String] = []
        @Flag(help: "Print the result as JSON.")
        var json = false

        func run() throws {
            try Daemons().run(["--verify-audit"] + (json ? ["--json"] : []) + files)
        }
    }
}
