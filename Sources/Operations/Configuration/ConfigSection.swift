import Yams

/// Reads one group of keys. Every wrong value is reported and replaced by the default, so that all are found at once.
struct ConfigSection {
    /// Dotted name of the group; empty for the file itself.
    let key: String
    let mark: Mark?
    private let log: IssueLog
    private var entries: [(name: String, key: Node, value: Node)] = []
    private var known: [String] = []

    /// - Parameter node: `nil`, or an empty value, for a group without keys.
    init(_ node: Node?, key: String, log: IssueLog) {
        self.key = key
        self.log = log
        mark = node?.mark
        guard let node, !ConfigScalar.isEmpty(node) else { return }
        guard case .mapping(let mapping) = node else {
            log.add(node.mark, key: key, found: node, "Expected a group of keys, found \(IssueLog.words(node)).")
            return
        }
        for (nameNode, value) in mapping {
            if case .scalar(let scalar) = nameNode {
                entries.append((scalar.string, nameNode, value))
            } else {
                log.add(nameNode.mark, key: key, found: nameNode, "A key must be a word.")
            }
        }
    }

    /// Reports the keys that nobody asked for. Call it last.
    func finish() {
        for entry in entries where !known.contains(entry.name) {
            let suggestion = Suggestion.nearest(to: entry.name, among: known)
            log.add(
                entry.key.mark, key: dotted(entry.name), found: entry.value, "There is no such key.",
                hint: suggestion.map { "Did you mean `\($0)`?" }
                    ?? (known.isEmpty ? nil : "Known here: \(known.joined(separator: ", "))."))
        }
    }

    func dotted(_ name: String) -> String {
        let shown =
            name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
            ? name : IssueLog.quoted(name)
        return key.isEmpty ? shown : "\(key).\(shown)"
    }

    // MARK: - Values

    mutating func value(_ name: String) -> Node? {
        known.append(name)
        return entries.first { $0.name == name }?.value
    }

    /// Whether the file gives the key.
    func gives(_ name: String) -> Bool { entries.contains { $0.name == name } }

    /// Whether the file gives the key one word, not a group or a list.
    func isScalar(_ name: String) -> Bool {
        guard let node = entries.first(where: { $0.name == name })?.value else { return false }
        return ConfigScalar.text(node) != nil
    }

    mutating func section(_ name: String) -> ConfigSection {
        ConfigSection(value(name), key: dotted(name), log: log)
    }

    /// Reads a setting of this group; `nil` where the file does not give it, or gives it wrongly.
    mutating func setting(_ name: String, _ kind: SettingKind, home: String) -> (value: SettingValue, line: Int)? {
        guard let node = value(name) else { return nil }
        let reader = SettingReader(home: home) { [self] item, node, message, hint in
            report(item.map { "\(name)[\($0)]" } ?? name, node, message, hint: hint)
        }
        return reader.value(node, kind).map { ($0, node.mark?.line ?? 0) }
    }

    mutating func string(_ name: String) -> (text: String, node: Node)? {
        guard let node = value(name) else { return nil }
        guard let text = ConfigScalar.text(node) else {
            report(name, node, "Expected a text, found \(ConfigScalar.describe(node)).")
            return nil
        }
        return (text, node)
    }

    func report(_ name: String, _ node: Node?, _ message: String, hint: String? = nil) {
        log.add(node?.mark ?? mark, key: dotted(name), found: node, message, hint: hint)
    }
}
