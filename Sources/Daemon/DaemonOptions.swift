/// What katod was asked to do, read from its arguments.
enum DaemonOptions: Hashable {
    /// Run, here and until told to stop; with a descriptor on which to say `ready`.
    case run(readyDescriptor: Int32?)
    /// Create the default configuration.
    case initialize
    /// Check a configuration; `nil` is the user's own.
    case checkConfig(file: String?, json: Bool)
    /// Print the configuration in force, with where each value comes from.
    case showConfig(json: Bool)
    /// Print the JSON Schema of the configuration.
    case configSchema
    /// Bring the journal up to date, perhaps telling how far that is, and answer requests on standard input.
    case standardInput(tellsProgress: Bool)
    /// Look for what is wrong, and print findings as JSON.
    case doctor
    /// Check the audit log; no files means all of it.
    case verifyAudit(files: [String], json: Bool)
    case version
    case help

    /// Takes `--set KEY=VALUE`, which goes with every other argument, out of the arguments.
    static func takeAssignments(_ arguments: inout [String]) throws(DaemonError) -> [String] {
        var assignments: [String] = []
        while let index = arguments.firstIndex(of: "--set") {
            guard index + 1 < arguments.count else {
                throw DaemonError(.usage, "--set needs KEY=VALUE.", hint: "See katod --help.")
            }
            assignments.append(arguments[index + 1])
            arguments.removeSubrange(index...index + 1)
        }
        return assignments
    }

    /// Reads arguments without the program's name.
    static func parse(_ arguments: [String]) throws(DaemonError) -> DaemonOptions {
        guard let first = arguments.first else { return .run(readyDescriptor: nil) }
        let rest = Array(arguments.dropFirst())
        switch (first, rest.count) {
        case ("--foreground", 0): return .run(readyDescriptor: nil)
        case ("--ready-fd", 1):
            guard let descriptor = Int32(rest[0]), descriptor > 2 else { break }
            return .run(readyDescriptor: descriptor)
        case ("--init", 0): return .initialize
        case ("--check-config", 0...2):
            let isJSON = rest.first == "--json"
            let files = isJSON ? rest.dropFirst() : rest[...]
            if files.count < 2 { return .checkConfig(file: files.first, json: isJSON) }
        case ("--show-config", 0): return .showConfig(json: false)
        case ("--show-config", 1) where rest[0] == "--json": return .showConfig(json: true)
        case ("--config-schema", 0): return .configSchema
        case ("--stdio", 0): return .standardInput(tellsProgress: false)
        case ("--stdio", 1) where rest[0] == "--progress": return .standardInput(tellsProgress: true)
        case ("--doctor", 0): return .doctor
        case ("--verify-audit", _):
            let isJSON = rest.first == "--json"
            return .verifyAudit(files: isJSON ? Array(rest.dropFirst()) : rest, json: isJSON)
        case ("--version", 0): return .version
        case ("--help", 0), ("-h", 0): return .help
        default: break
        }
        throw DaemonError(
            .usage, "katod does not understand \(arguments.joined(separator: " ")).", hint: "See katod --help.")
    }

    static let helpText = """
        katod, the daemon of kato. People use `kato start`; systemd uses `katod --foreground`.

          --foreground          run until SIGTERM or SIGINT (the default)
          --ready-fd N          the same, and write `ready` or `error …` to descriptor N
          --stdio [--progress]  bring the journal up to date, then answer JSON-RPC lines on standard input
          --init                create the default configuration
          --check-config [--json] [FILE]
                                check a configuration and list everything wrong with it
          --show-config [--json]
                                print the configuration in force, with where each value comes from
          --config-schema       print the JSON Schema of the configuration
          --set KEY=VALUE       a setting that wins over file and environment; with each of the above
          --doctor              look for what is wrong and print what was found as JSON
          --verify-audit [--json] [FILE…]
                                check that no line of the audit log was changed, moved or removed
          --version, --help
        """
}
