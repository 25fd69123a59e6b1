import ArgumentParser
import KatoPaths

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Create the default configuration, commented.")

    func run() throws {
        try Daemons().run(["--init"])
    }
}
