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
        guard let node, !Self.isEmpty(node) else { return }
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
    func hasValue(_ name: String) -> Bool { entries.contains { $0.name == name } }

    /// Whether the file gives the key one word, not a group or a list.
    func isScalar(_ name: String) -> Bool {
        guard let node = entries.first(where: { $0.name == name })?.value else { return false }
        return Self.text(node) != nil
    }

    mutating func section(_ name: String) -> ConfigSection {
        ConfigSection(value(name), key: dotted(name), log: log)
    }

    mutating func bool(_ name: String, default fallback: Bool) -> Bool {
        guard let node = value(name) else { return fallback }
        switch Self.plain(node) {
        case "true": return true
        case "false": return false
        default:
            report(name, node, "Expected true or false, found \(Self.describe(node)).")
            return fallback
        }
    }

    mutating func integer(_ name: String, in range: ClosedRange<Int>, default fallback: Int) -> Int {
        guard let node = value(name) else { return fallback }
        let expected = "Expected a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard let text = Self.plain(node), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(text), range.contains(number)
        else {
            report(name, node, "\(expected), found \(Self.describe(node)).")
            return fallback
        }
        return number
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(_ name: String, default fallback: Choice) -> Choice
    where Choice.RawValue == String {
        guard let node = value(name) else { return fallback }
        let words = Choice.allCases.map(\.rawValue)
        guard let text = Self.text(node), let choice = Choice(rawValue: text) else {
            let suggestion = Self.text(node).flatMap { Suggestion.nearest(to: $0, among: words) }
            report(
                name, node, "Expected one of \(words.joined(separator: ", ")), found \(Self.describe(node)).",
                hint: suggestion.map { "Did you mean `\($0)`?" })
            return fallback
        }
        return choice
    }

    mutating func string(_ name: String) -> (text: String, node: Node)? {
        guard let node = value(name) else { return nil }
        guard let text = Self.text(node) else {
            report(name, node, "Expected a text, found \(Self.describe(node)).")
            return nil
        }
        return (text, node)
    }

    mutating func path(_ name: String, home: String) -> String? {
        guard let (text, node) = string(name) else { return nil }
        return resolve(text, name, node, home: home)
    }

    mutating func paths(_ name: String, home: String) -> [String]? {
        items(name, called: "path")?.compactMap { key, node, text in resolve(text, key, node, home: home) }
    }

    mutating func strings(_ name: String) -> [String]? {
        items(name, called: "text")?.map(\.text)
    }

    private mutating func items(_ name: String, called word: String) -> [(key: String, node: Node, text: String)]? {
        guard let node = value(name) else { return nil }
        guard case .sequence(let items) = node else {
            report(
                name, node, "Expected a list of \(word)s, found \(Self.describe(node)).",
                hint: "Write one \(word) a line, each after `- `.")
            return nil
        }
        return items.enumerated().compactMap { index, item in
            let key = "\(name)[\(index)]"
            if let text = Self.text(item) { return (key, item, text) }
            report(key, item, "Expected a \(word), found \(Self.describe(item)).")
            return nil
        }
    }

    private func resolve(_ text: String, _ name: String, _ node: Node, home: String) -> String? {
        switch ConfigPath.resolve(text, home: home) {
        case .success(let path):
            return path
        case .failure(let problem):
            report(name, node, problem.message, hint: problem.hint)
            return nil
        }
    }

    func report(_ name: String, _ node: Node?, _ message: String, hint: String? = nil) {
        log.add(node?.mark ?? mark, key: dotted(name), found: node, message, hint: hint)
    }

    // MARK: - Scalars

    /// The text of a scalar that is not quoted: only such a one can be a number or a truth value.
    private static func plain(_ node: Node) -> String? {
        if case .scalar(let scalar) = node, scalar.style == .plain { scalar.string } else { nil }
    }

    /// The text of a scalar that has a value.
    private static func text(_ node: Node) -> String? {
        if case .scalar(let scalar) = node, !isEmpty(node) { scalar.string } else { nil }
    }

    private static func describe(_ node: Node) -> String {
        isEmpty(node) ? "nothing" : IssueLog.words(node)
    }

    /// YAML's null in all its spellings.
    private static func isEmpty(_ node: Node) -> Bool {
        plain(node).map { ["", "~", "null", "Null", "NULL"].contains($0) } ?? false
    }
}
