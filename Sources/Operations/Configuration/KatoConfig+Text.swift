import KatoModel

extension KatoConfig {
    /// The whole configuration as YAML, with every value in effect; it loads to the same configuration.
    package var effectiveText: String { effectiveText(defaultRoots: [:]) }

    private var flagLines: [String] {
        if flags.isEmpty { return ["flags: []"] }
        return ["flags:"]
            + flags.flatMap { rule in
                ["  - flag: \(rule.flag.rawValue)", "    value: \(YAMLText.scalar(rule.value))"]
                    + (rule.when.map { ["    when: \(YAMLText.scalar($0))"] } ?? [])
            }
    }

    /// The same, with the folders of the providers whose `roots` were left to the default.
    package func effectiveText(defaultRoots: [String: [String]]) -> String {
        var lines = ["schemaVersion: \(Self.schemaVersion)", "providers:"]
        for (id, provider) in providers.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(YAMLText.scalar(id.rawValue)):")
            lines.append("    enabled: \(provider.isEnabled)")
            if let roots = provider.roots ?? defaultRoots[id.rawValue] {
                lines.append("    roots: \(YAMLText.list(roots))")
            } else {
                lines.append("    # roots: the agent's own")
            }
        }
        lines += [
            "recording:",
            "  directory: \(YAMLText.scalar(recording.directory))",
            "  allowedRoots: \(YAMLText.list(recording.allowedRoots))",
            "render:",
            "  timeZone: \(YAMLText.scalar(render.timeZone.description))",
            "  thinking: \(render.thinking)",
            "  toolCalls: \(render.toolCalls)",
            "  toolResults: \(render.toolResults)",
            "  systemEvents: \(render.systemEvents)",
            "  italicizeUser: \(render.italicizeUser)",
            "  frontMatter: \(render.frontMatter)",
            "logging:",
            "  level: \(logging.level.rawValue)",
            "ingest:",
            "  sweepSeconds: \(ingest.sweepSeconds)",
            "redaction:",
            "  mode: \(redaction.mode.rawValue)",
            "  allow: \(YAMLText.list(redaction.allow))",
            "  rules: \(YAMLText.list(redaction.rules))",
            "sandbox: \(sandbox.rawValue)",
        ]
        lines += flagLines
        return lines.joined(separator: "\n") + "\n"
    }
}
