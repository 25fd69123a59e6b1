/// Reads one line of rules: `id: pattern` and, after `when`, its conditions.
struct RuleParser {
    private let characters: [Character]
    private let number: Int
    private var index = 0

    /// The longest run that a rule may ask for: an open-ended one costs no more than this.
    private static let longestRun = 4096
    /// Shorter anchors would be found everywhere.
    private static let shortestAnchor = 3

    init(_ line: String, number: Int) {
        characters = Array(line)
        self.number = number
    }

    mutating func rule(tier: RuleTier) throws(RuleError) -> RedactionRule {
        let id = take { $0 != ":" }
        guard !id.isEmpty, id.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }) else {
            throw error("A line begins with a name of lower-case letters, digits and - and a colon.")
        }
        index += 1
        var steps: [(anchors: [Literal], element: PatternElement?)] = []
        var open: Int?
        var close: Int?
        while let next = peek(), !atWord("when") {
            if next == "<" {
                open = steps.count
                index += 1
            } else if next == ">" {
                close = steps.count - 1
                index += 1
            } else {
                steps.append(try step())
            }
        }
        let conditions = atWord("when") ? try self.conditions() : RuleConditions()
        return try assemble(id, tier, steps, open, close, conditions)
    }

    private func assemble(
        _ id: String, _ tier: RuleTier, _ steps: [(anchors: [Literal], element: PatternElement?)], _ open: Int?,
        _ close: Int?, _ conditions: RuleConditions
    ) throws(RuleError) -> RedactionRule {
        guard let anchor = steps.firstIndex(where: { !$0.anchors.isEmpty }), anchor <= 1 else {
            throw error("A rule needs a text in quotes, with at most one run before it.")
        }
        let anchors = steps[anchor].anchors
        guard anchors.allSatisfy({ $0.count >= Self.shortestAnchor }) else {
            throw error("The first text in quotes has to have \(Self.shortestAnchor) bytes at least.")
        }
        var elements: [PatternElement] = []
        for step in steps[(anchor + 1)...] {
            if let element = step.element {
                elements.append(element)
            } else if step.anchors.count == 1 {
                elements.append(.literal(step.anchors[0]))
            } else {
                throw error("Only the first text in quotes may have alternatives.")
            }
        }
        var secret: ClosedRange<Int>?
        if let open {
            let close = close ?? steps.count - 1
            guard close >= open else { throw error("Between < and > there is nothing.") }
            secret = (open + 1 - anchor)...(close + 1 - anchor)
        }
        return RedactionRule(
            id: id, tier: tier, lead: anchor == 1 ? steps[0].element : nil, anchors: anchors, elements: elements,
            secret: secret, conditions: conditions)
    }

    // MARK: - Steps

    private mutating func step() throws(RuleError) -> (anchors: [Literal], element: PatternElement?) {
        if atLiteral {
            var alternatives = [try literal()]
            while peek() == "|" {
                index += 1
                alternatives.append(try literal())
            }
            return (alternatives, nil)
        }
        if characters[index] == "[" { return ([], try run(of: try explicitSet())) }
        let name = take { $0.isLetter || $0.isNumber }
        if name == "until" {
            let end = try literal()
            return ([], .until(end, limit: try count().upperBound))
        }
        guard let set = ByteSet.named[name] else { throw error("There is no set of bytes called \(name).") }
        return ([], try run(of: set))
    }

    private mutating func run(of set: ByteSet) throws(RuleError) -> PatternElement {
        let count = try count()
        return .run(set, minimum: count.lowerBound, maximum: count.upperBound)
    }

    /// `{n}`, `{n,m}` or `{n,}`.
    private mutating func count() throws(RuleError) -> ClosedRange<Int> {
        guard peek() == "{" else { throw error("A count such as {20} is missing.") }
        index += 1
        let parts = take { $0 != "}" }.split(separator: ",", omittingEmptySubsequences: false)
        index += 1
        guard let first = parts.first.flatMap({ Int($0) }), first >= 0 else { throw error("A count is no number.") }
        let last = parts.count == 1 ? first : parts[1].isEmpty ? Self.longestRun : Int(parts[1]) ?? -1
        guard first <= last, last <= 16 * Self.longestRun else { throw error("A count has no sense.") }
        return first...last
    }

    private var atLiteral: Bool {
        guard index < characters.count else { return false }
        return characters[index] == "\""
            || characters[index] == "i" && index + 1 < characters.count && characters[index + 1] == "\""
    }

    private mutating func literal() throws(RuleError) -> Literal {
        _ = peek()
        guard atLiteral else { throw error("A text in quotes is missing.") }
        let ignoresCase = characters[index] == "i"
        index += ignoresCase ? 2 : 1
        let text = try escaped(until: "\"")
        guard !text.isEmpty else { throw error("A text in quotes is empty.") }
        return Literal(text, ignoresCase: ignoresCase)
    }

    /// `[abc]`, `[a-z]` or `[^abc]`, with `\` before what has a meaning; a `-` at the end stands for itself.
    private mutating func explicitSet() throws(RuleError) -> ByteSet {
        index += 1
        let isInverted = index < characters.count && characters[index] == "^"
        if isInverted { index += 1 }
        let bytes = Array(try escaped(until: "]").utf8)
        var set = ByteSet()
        for (place, byte) in bytes.enumerated() {
            guard byte == UInt8(ascii: "-"), place > 0, place + 1 < bytes.count else {
                set.insert(byte)
                continue
            }
            guard bytes[place - 1] <= bytes[place + 1] else { throw error("A range of a set runs backwards.") }
            for member in bytes[place - 1]...bytes[place + 1] { set.insert(member) }
        }
        return isInverted ? set.inverted : set
    }

    private mutating func escaped(until end: Character) throws(RuleError) -> String {
        var text = ""
        while index < characters.count, characters[index] != end {
            if characters[index] == "\\", index + 1 < characters.count {
                index += 1
                let escapes: [Character: Character] = ["n": "\n", "r": "\r", "t": "\t"]
                text.append(escapes[characters[index]] ?? characters[index])
            } else {
                text.append(characters[index])
            }
            index += 1
        }
        guard index < characters.count else { throw error("A \(end) is missing.") }
        index += 1
        return text
    }

    // MARK: - Conditions

    private mutating func conditions() throws(RuleError) -> RuleConditions {
        var conditions = RuleConditions()
        index += 4
        while peek() != nil {
            let name = take { $0.isLetter }
            switch name {
            case "entropy": conditions.entropy = try value { Double($0) }
            case "digits": conditions.digits = try value { Int($0) }
            case "mixed": conditions.mixed = try value { Int($0) }
            case "holds":
                _ = peek()
                conditions.holds = String(decoding: try literal().bytes, as: UTF8.self)
            case "prose": conditions.rejectsCode = true
            case "anywhere": conditions.beginsAnywhere = true
            default: throw error("There is no condition \(name).")
            }
            if peek() == "," { index += 1 }
        }
        return conditions
    }

    private mutating func value<Number>(_ read: (String) -> Number?) throws(RuleError) -> Number {
        _ = peek()
        guard let number = read(take { $0.isNumber || $0 == "." }) else { throw error("A condition lacks its number.") }
        return number
    }

    // MARK: - Reading

    private mutating func peek() -> Character? {
        while index < characters.count, characters[index] == " " { index += 1 }
        return index < characters.count ? characters[index] : nil
    }

    private mutating func atWord(_ word: String) -> Bool {
        _ = peek()
        return characters[index...].starts(with: word)
    }

    private mutating func take(while matches: (Character) -> Bool) -> String {
        let start = index
        while index < characters.count, matches(characters[index]) { index += 1 }
        return String(characters[start..<index])
    }

    private func error(_ message: String) -> RuleError { RuleError(line: number, message: message) }
}
