import ArgumentParser

/// Settings on the command line, which win over the file and the environment.
struct SettingOptions: ParsableArguments {
    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp("A setting for this start; can be given several times.", valueName: "key=value"))
    var assignments: [String] = []

    /// The same for katod.
    var arguments: [String] { assignments.flatMap { ["--set", $0] } }
}
