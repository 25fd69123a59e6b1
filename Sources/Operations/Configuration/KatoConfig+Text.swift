import KatoModel

extension KatoConfig {
    /// The declarations of all settings of this configuration.
    var settings: [Setting] { SettingsTable.all(knownProviders: providers.keys.map(\.rawValue).sorted()) }

    /// The whole configuration as YAML, with every value in effect; it loads to the same configuration.
    package var effectiveText: String { text { $0.get(self)?.yaml } }

    /// The same with one line a setting as `line` gives it; a setting without one is left out.
    func text(_ line: (Setting) -> String?) -> String {
        var lines = ["schemaVersion: \(Self.schemaVersion)"]
        var group: [String] = []
        for setting in settings {
            guard let value = line(setting) else { continue }
            let (path, depth) = (setting.path, setting.path.count - 1)
            let common = zip(group, path.dropLast()).prefix { $0 == $1 }.count
            for level in common..<depth { lines.append(Self.indent(level) + path[level] + ":") }
            group = path.dropLast()
            lines.append(Self.indent(depth) + "\(path[depth]): \(value)")
        }
        return (lines + flagLines + workspaceLines).joined(separator: "\n") + "\n"
    }

    private static func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

    private var workspaceLines: [String] {
        workspaces.isEmpty ? ["workspaces: []"] : ["workspaces:"] + workspaces.flatMap(\.lines)
    }

    private var flagLines: [String] {
        if flags.isEmpty { return ["flags: []"] }
        return ["flags:"]
            + flags.flatMap { rule in
                ["  - flag: \(rule.flag.rawValue)", "    value: \(YAMLText.scalar(rule.value))"]
                    + (rule.when.map { ["    when: \(YAMLText.scalar($0))"] } ?? [])
            }
    }
}
