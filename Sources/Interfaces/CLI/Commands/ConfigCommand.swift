import ArgumentParser
import KatoPaths

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Look at the configuration.",
        subcommands: [PathCommand.self, ShowCommand.self, ValidateCommand.self])

    struct PathCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "path", abstract: "Print where the configuration file is.")

        func run() throws {
            Console.print(try Daemons().paths.configFile)
        }
    }

    struct ShowCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Print the settings in force.")

        func run() throws {
            try ConfigCommand.passThrough(["--show-config"])
        }
    }

    struct ValidateCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "validate", abstract: "Check a configuration and list everything wrong with it.")

        @Argument(help: "The file to check; default: your own.")
        var file: String?

        func run() throws {
            try ConfigCommand.passThrough(["--check-config"] + [file].compactMap { $0 })
        }
    }

    /// Lets katod do it, which knows the settings, and takes over its output and exit code.
    static func passThrough(_ arguments: [String]) throws {
        let code = try Daemons().run(arguments)
        if code != 0 { throw ExitCode(code) }
    }
}
