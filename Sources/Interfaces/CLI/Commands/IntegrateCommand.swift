import ArgumentParser
import KatoPaths

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct IntegrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "integrate", abstract: "Tell an agent that :: lines are not meant for it. Optional, reversible.",
        discussion: """
            Adds a marked paragraph to the file of instructions that the agent reads at its start: CLAUDE.md, \
            AGENTS.md or GEMINI.md. Recording works without it. Remove it with --remove; the rest of the file is never \
            changed.
            """)

    @Argument(help: "claude, codex or gemini.")
    var agent: AgentInstructions
    @Flag(help: "Take the paragraph out again.")
    var remove = false
    @Flag(help: "Only print what would be added, and where.")
    var dryRun = false

    func run() throws {
        let environment = ProcessEnvironment.current()
        let folder = agent.folder(environment: environment, home: try Daemons().paths.home)
        let path = folder + "/" + agent.fileName
        guard access(folder, F_OK) == 0 else {
            throw CommandFailure(
                "\(agent.rawValue) has no folder at \(folder).", hint: "Start \(agent.rawValue) once, then try again.")
        }
        if dryRun { return Console.print("\(path)\n\n\(MarkedParagraph.text)") }
        let old = try OwnFile.read(path)
        let new = remove ? MarkedParagraph.removed(from: old ?? "") : MarkedParagraph.added(to: old ?? "")
        guard new != old ?? "" else {
            return Console.print(remove ? "There is nothing of kato in \(path)." : "It is there already: \(path)")
        }
        if new.isEmpty {
            _ = try OwnFile.remove(path)
        } else {
            try OwnFile.write(new, to: path)
        }
        Console.print("\(remove ? "Removed from" : "Added to") \(path)")
    }
}
