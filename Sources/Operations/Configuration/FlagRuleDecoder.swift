import OpenFeature
import Yams

/// Reads the list of rules for flags.
struct FlagRuleDecoder {
    let log: IssueLog

    func decode(_ node: Node?) -> [FlagRule] {
        guard let node else { return [] }
        guard case .sequence(let items) = node else {
            log.add(
                node.mark, key: "flags", found: node, "Expected a list of rules, found \(IssueLog.words(node)).",
                hint: "Begin each rule with `- flag: …`.")
            return []
        }
        return items.enumerated().compactMap { index, item in rule(item, key: "flags[\(index)]") }
    }

    private func rule(_ node: Node, key: String) -> FlagRule? {
        var section = ConfigSection(node, key: key, log: log)
        defer { section.finish() }
        let name = section.string("flag")
        let value = section.string("value")
        let when = section.string("when")
        guard let (name, nameNode) = name, let (value, valueNode) = value else {
            section.report("flag", nil, "A rule needs `flag` and `value`.")
            return nil
        }
        guard let flag = FeatureFlag(rawValue: name) else {
            let names = FeatureFlag.allCases.map(\.rawValue)
            section.report(
                "flag", nameNode, "There is no flag \(IssueLog.quoted(name)).",
                hint: Suggestion.nearest(to: name, among: names).map { "Did you mean `\($0)`?" }
                    ?? "Flags: \(names.joined(separator: ", ")).")
            return nil
        }
        guard flag.values.contains(value) else {
            section.report(
                "value", valueNode,
                "Expected one of \(flag.values.joined(separator: ", ")), found \(IssueLog.quoted(value)).")
            return nil
        }
        if let (text, textNode) = when, !isGood(text, textNode, section) { return nil }
        return FlagRule(flag: flag, value: value, when: when?.text)
    }

    /// A name that is none would make a rule that never matches.
    private func isGood(_ text: String, _ node: Node, _ section: ConfigSection) -> Bool {
        do {
            let unknown = try FlagExpression(text).attributes.subtracting(FlagRule.attributes).sorted()
            guard let first = unknown.first else { return true }
            section.report(
                "when", node, "There is no attribute \(IssueLog.quoted(first)).",
                hint: "Attributes: \(FlagRule.attributes.joined(separator: ", ")). Texts stand in quotes.")
        } catch {
            section.report(
                "when", node, error.message ?? "The condition cannot be read.",
                hint: "Write for example \"provider == 'codex' && command == 'export'\".")
        }
        return false
    }
}
