import ArgumentParser
import KatoControlClient
import KatoControlProtocol
import KatoPaths
import StrictJSON

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Look at the configuration.",
        subcommands: [PathCommand.self, ShowCommand.self, ValidateCommand.self, SchemaCommand.self])

    struct PathCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "path", abstract: "Print where the configuration file is.")

        @Flag(help: "Print JSON: path, and whether a file exists there.")
        var json = false

        func run() throws {
            let path = try Daemons().paths.configFile
            guard json else { return Console.print(path) }
            let answer: JSONValue = ["path": .string(path), "exists": .bool(access(path, F_OK) == 0)]
            Console.print(answer.text())
        }
    }

    struct ShowCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Print every setting, its value and where that comes from.",
            discussion: """
                Shows what a start from here would use: the file, variables of the environment above it, and --set \
                above both. With --running, what the running daemon uses.
                """)

        @Flag(help: "Print JSON.")
        var json = false
        @Flag(help: "Ask the running daemon.")
        var running = false
        @OptionGroup var overrides: SettingOptions

        func run() throws {
            if running {
                let answer = try Daemons().client().call(ControlMethod.configGet.rawValue)
                return Console.print(json ? answer.text(.pretty) : ConfigView(answer).text)
            }
            try Daemons().run(["--show-config"] + (json ? ["--json"] : []) + overrides.arguments)
        }
    }

    struct SchemaCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "schema", abstract: "Print the JSON Schema of the configuration, for editors.")

        @Flag(help: "Changes nothing: it is JSON.")
        var json = false

        func run() throws {
            try Daemons().run(["--config-schema"])
        }
    }

    struct ValidateCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "validate", abstract: "Check a configuration and list everything wrong with it.")

        @Argument(help: "The file to check, alone; default: your own, with what overrides it.")
        var file: String?
        @Flag(help: "Print JSON: whether it is valid, and each problem with its place.")
        var json = false
        @OptionGroup var overrides: SettingOptions

        func run() throws {
            try Daemons().run(
                ["--check-config"] + (json ? ["--json"] : []) + [file].compactMap { $0 } + overrides.arguments)
        }
    }
}
