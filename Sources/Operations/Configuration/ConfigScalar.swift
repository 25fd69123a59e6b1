import Yams

/// What a YAML value is as a single word.
enum ConfigScalar {
    /// The text of a scalar that is not quoted: only such a one can be a number or a truth value.
    static func plain(_ node: Node) -> String? {
        if case .scalar(let scalar) = node, scalar.style == .plain { scalar.string } else { nil }
    }

    /// The text of a scalar that has a value.
    static func text(_ node: Node) -> String? {
        if case .scalar(let scalar) = node, !isEmpty(node) { scalar.string } else { nil }
    }

    /// The value in a few words.
    static func describe(_ node: Node) -> String {
        isEmpty(node) ? "nothing" : IssueLog.words(node)
    }

    /// YAML's null in all its spellings.
    static func isEmpty(_ node: Node) -> Bool {
        plain(node).map { ["", "~", "null", "Null", "NULL"].contains($0) } ?? false
    }
}
