import Yams

/// What overrides the file: variables of the environment, and above them `--set` arguments.
package struct ConfigOverrides: Sendable, Hashable {
    /// The variable with the token for the flag service. No setting, because a secret is not for lists of settings.
    package static let flagServiceToken = "KATO_FLAG_SERVICE_TOKEN"

    /// Of the whole environment, those whose names begin with `KATO_`.
    let variables: [String: String]
    /// `KEY=VALUE`, in their order; the last one of a key counts.
    let assignments: [String]

    /// None.
    package static let none = ConfigOverrides(environment: [:], assignments: [])

    package init(environment: [String: String], assignments: [String]) {
        variables = environment.filter {
            $0.key.hasPrefix("KATO_") && $0.key != Self.flagServiceToken && !$0.value.isEmpty
        }
        self.assignments = assignments
    }

    /// Takes all of them into `loaded`. What is wrong with one stands in its own issue, so that all are told at once.
    func apply(_ settings: [Setting], home: String, to loaded: inout LoadedConfig) -> [ConfigIssue] {
        var issues: [ConfigIssue] = []
        let byVariable = Dictionary(settings.map { ($0.variable, $0) }) { first, _ in first }
        for (name, text) in variables.sorted(by: { $0.key < $1.key }) {
            guard let setting = byVariable[name] else {
                issues += unknown(name, among: settings)
                continue
            }
            issues += take(text, setting, from: name, home, .variable(name), &loaded)
        }
        let byKey = Dictionary(settings.map { ($0.key, $0) }) { first, _ in first }
        for assignment in assignments {
            guard let equals = assignment.firstIndex(of: "="), equals > assignment.startIndex else {
                issues.append(
                    Self.issue("--set \(assignment)", "", "The value is missing.", hint: "Write --set KEY=VALUE."))
                continue
            }
            let key = String(assignment[..<equals])
            let text = String(assignment[assignment.index(after: equals)...])
            guard let setting = byKey[key] else {
                let nearest = Suggestion.nearest(to: key, among: settings.map(\.key))
                issues.append(
                    Self.issue(
                        "--set", key, "There is no such setting.",
                        hint: nearest.map { "Did you mean `\($0)`?" } ?? "kato config show lists them."))
                continue
            }
            issues += take(text, setting, from: "--set", home, .argument, &loaded)
        }
        return issues
    }

    private func take(
        _ text: String, _ setting: Setting, from source: String, _ home: String, _ origin: SettingOrigin,
        _ loaded: inout LoadedConfig
    ) -> [ConfigIssue] {
        var issues: [ConfigIssue] = []
        let reader = SettingReader(home: home) { item, node, message, hint in
            issues.append(
                Self.issue(
                    source, setting.key + (item.map { "[\($0)]" } ?? ""), message, found: IssueLog.words(node),
                    hint: hint))
        }
        if let value = reader.value(Self.node(text, setting.kind), setting.kind) {
            setting.set(&loaded.config, value)
            loaded.origins[setting.key] = origin
        }
        return issues
    }

    /// Paths stand between colons, as in `PATH`; texts each on a line of their own, because they may hold anything.
    private static func node(_ text: String, _ kind: SettingKind) -> Node {
        guard kind.isList else { return .scalar(.init(text, .implicit, .plain)) }
        let parts = text.split(separator: kind == .texts ? "\n" : ":").map(String.init)
        return .sequence(.init(parts.map { .scalar(.init($0, .implicit, .doubleQuoted)) }))
    }

    /// A variable that no setting has. Names that other parts use are left alone; one whose first word is a group's,
    /// or that is nearly a setting's, was meant as a setting and must not be passed over.
    private func unknown(_ name: String, among settings: [Setting]) -> [ConfigIssue] {
        let known = settings.map(\.variable)
        let nearest = Suggestion.nearest(to: String(name.dropFirst(5)), among: known.map { String($0.dropFirst(5)) })
            .map { "KATO_" + $0 }
        let groups = Set(settings.map { ($0.path.first ?? "").uppercased() } + ["FLAGS", "WORKSPACES"])
        let first = String(name.dropFirst(5).prefix { $0 != "_" })
        guard groups.contains(first) || nearest != nil else { return [] }
        let inGroup = known.filter { $0.hasPrefix("KATO_\(first)_") || $0 == "KATO_\(first)" }
        let hint =
            nearest.map { "Did you mean `\($0)`?" }
            ?? (inGroup.isEmpty ? "This can only be set in the file." : "Known: \(inGroup.joined(separator: ", ")).")
        return [Self.issue(name, "", "No setting has this variable.", hint: hint)]
    }

    private static func issue(_ source: String, _ key: String, _ message: String, found: String? = nil, hint: String?)
        -> ConfigIssue
    {
        ConfigIssue(file: source, line: 0, column: 0, key: key, found: found, message: message, hint: hint)
    }
}
