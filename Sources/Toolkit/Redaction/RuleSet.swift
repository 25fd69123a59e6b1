/// Rules and known examples, read from text. `Rules/builtin.rules` describes the form.
public struct RuleSet: Sendable, Hashable {
    public let rules: [RedactionRule]
    /// Pieces of well-known examples from documentation, in lower case. A find that holds one is none.
    let examples: [String]

    /// Reads rules.
    public init(parsing text: String) throws(RuleError) {
        var rules: [RedactionRule] = []
        var examples: [String] = []
        var tier = RuleTier.token
        var inExamples = false
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = raw.trimmedASCII
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("["), line.hasSuffix("]") {
                let name = String(line.dropFirst().dropLast())
                inExamples = name == "examples"
                if inExamples { continue }
                guard let known = RuleTier(rawValue: name) else {
                    throw RuleError(line: index + 1, message: "There is no section [\(name)].")
                }
                tier = known
            } else if inExamples {
                examples.append(line.lowercased())
            } else {
                var parser = RuleParser(line, number: index + 1)
                let rule = try parser.rule(tier: tier)
                guard !rules.contains(where: { $0.id == rule.id && $0.tier != tier }) else {
                    throw RuleError(line: index + 1, message: "The rule \(rule.id) stands in two sections.")
                }
                rules.append(rule)
            }
        }
        self.init(rules: rules, examples: examples)
    }

    private init(rules: [RedactionRule], examples: [String]) {
        self.rules = rules
        self.examples = examples
    }

    /// These rules, then the others.
    public func adding(_ other: RuleSet) -> RuleSet {
        RuleSet(rules: rules + other.rules, examples: examples + other.examples)
    }

    /// The kinds of secrets, each once, in the order of the text.
    public var kinds: [String] {
        var seen: Set<String> = []
        return rules.map(\.id).filter { seen.insert($0).inserted }
    }
}

extension Substring {
    /// Without blanks, tabs and carriage returns at the ends.
    var trimmedASCII: String {
        func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" || character == "\r" }
        return String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
