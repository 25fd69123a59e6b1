/// Reads a ``FlagExpression`` by descending through the levels of its operators.
struct FlagExpressionParser {
    private enum Token: Equatable {
        case sign(String)
        case name(String)
        case value(FlagValue)
    }

    private var tokens: [Token] = []
    private var index = 0
    private var depth = 0

    /// Parentheses and negations inside each other.
    private static let maximumDepth = 64
    private static let signs = ["==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "?", ":", "(", ")"]

    init(_ text: String) throws(FlagError) {
        var rest = text[...]
        while let first = rest.first {
            if first.isWhitespace {
                rest = rest.dropFirst()
            } else if let sign = Self.signs.first(where: { rest.hasPrefix($0) }) {
                tokens.append(.sign(sign))
                rest = rest.dropFirst(sign.count)
            } else if first == "'" || first == "\"" {
                guard let end = rest.dropFirst().firstIndex(of: first) else {
                    throw Self.error("A quote is not closed.")
                }
                tokens.append(.value(.string(String(rest[rest.index(after: rest.startIndex)..<end]))))
                rest = rest[rest.index(after: end)...]
            } else {
                let word = rest.prefix { $0.isLetter || $0.isNumber || "_.-".contains($0) }
                guard !word.isEmpty else { throw Self.error("There is no such sign: \(first)") }
                tokens.append(Self.token(String(word)))
                rest = rest[word.endIndex...]
            }
        }
    }

    mutating func whole() throws(FlagError) -> FlagExpression.Node {
        let node = try choice()
        guard index == tokens.count else { throw Self.error("Something follows the end.") }
        return node
    }

    // MARK: - Levels

    private mutating func choice() throws(FlagError) -> FlagExpression.Node {
        let condition = try chain(["||"]) { (self_: inout Self) throws(FlagError) in
            try self_.chain(["&&"]) { (self_: inout Self) throws(FlagError) in try self_.comparison() }
        }
        guard take("?") else { return condition }
        let yes = try choice()
        guard take(":") else { throw Self.error("After ? and a value, : is missing.") }
        return .choice(condition, yes, try choice())
    }

    private mutating func chain(_ signs: [String], _ next: (inout Self) throws(FlagError) -> FlagExpression.Node)
        throws(FlagError) -> FlagExpression.Node
    {
        var left = try next(&self)
        while let sign = signs.first(where: { peek == .sign($0) }) {
            index += 1
            left = .binary(sign, left, try next(&self))
        }
        return left
    }

    private mutating func comparison() throws(FlagError) -> FlagExpression.Node {
        let left = try operand()
        for sign in ["==", "!=", "<=", ">=", "<", ">"] where take(sign) { return .binary(sign, left, try operand()) }
        return left
    }

    private mutating func operand() throws(FlagError) -> FlagExpression.Node {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.maximumDepth else { throw Self.error("The expression is too deep.") }
        if take("!") { return .not(try operand()) }
        if take("(") {
            let inner = try choice()
            guard take(")") else { throw Self.error("A parenthesis is not closed.") }
            return inner
        }
        guard let token = peek else { throw Self.error("The expression ends too early.") }
        index += 1
        switch token {
        case .value(let value): return .value(value)
        case .name(let name): return try call(name) ?? .attribute(name)
        case .sign(let sign): throw Self.error("A value is missing before \(sign).")
        }
    }

    private mutating func call(_ name: String) throws(FlagError) -> FlagExpression.Node? {
        let method = ".startsWith"
        guard name.hasSuffix(method), take("(") else { return nil }
        let prefix = try choice()
        guard take(")") else { throw Self.error("A parenthesis is not closed.") }
        return .startsWith(.attribute(String(name.dropLast(method.count))), prefix)
    }

    // MARK: - Tokens

    private var peek: Token? { index < tokens.count ? tokens[index] : nil }

    private mutating func take(_ sign: String) -> Bool {
        guard peek == .sign(sign) else { return false }
        index += 1
        return true
    }

    private static func token(_ word: String) -> Token {
        switch word {
        case "true": .value(.boolean(true))
        case "false": .value(.boolean(false))
        case "null": .value(.null)
        default:
            if let number = Int64(word) {
                .value(.integer(number))
            } else if let number = Double(word), word.first?.isLetter == false {
                .value(.float(number))
            } else {
                .name(word)
            }
        }
    }

    private static func error(_ message: String) -> FlagError { FlagError(.parseError, message) }
}
