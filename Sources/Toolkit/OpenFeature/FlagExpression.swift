/// A condition over a context, as text: a small part of the Common Expression Language.
///
/// `provider == 'codex' && !archived ? 'on' : 'off'`: comparisons, `&&`, `||`, `!`, parentheses, `? :`,
/// `name.startsWith('…')`, texts in either quotes, numbers, `true`, `false`, `null` and names of attributes. An
/// attribute that is not there is `null`; values of different types are unequal and in no order.
public struct FlagExpression: Sendable {
    indirect enum Node: Sendable {
        case value(FlagValue)
        case attribute(String)
        case not(Node)
        case binary(String, Node, Node)
        case startsWith(Node, Node)
        case choice(Node, Node, Node)
    }

    private let root: Node

    /// - Throws: ``FlagError`` with ``ErrorCode/parseError``.
    public init(_ text: String) throws(FlagError) {
        var parser = try FlagExpressionParser(text)
        root = try parser.whole()
    }

    /// The expression's value for a context.
    public func evaluate(_ context: EvaluationContext) -> FlagValue {
        Self.evaluate(root, context)
    }

    /// The names that the expression asks for.
    public var attributes: Set<String> { Self.attributes(root) }

    private static func attributes(_ node: Node) -> Set<String> {
        switch node {
        case .value: []
        case .attribute(let name): [name]
        case .not(let operand): attributes(operand)
        case .binary(_, let left, let right), .startsWith(let left, let right):
            attributes(left).union(attributes(right))
        case .choice(let condition, let yes, let no):
            attributes(condition).union(attributes(yes)).union(attributes(no))
        }
    }

    /// Whether the expression holds.
    public func matches(_ context: EvaluationContext) -> Bool {
        Self.isTrue(evaluate(context))
    }

    private static func evaluate(_ node: Node, _ context: EvaluationContext) -> FlagValue {
        switch node {
        case .value(let value): return value
        case .attribute(let name): return context[name] ?? .null
        case .not(let operand): return .boolean(!isTrue(evaluate(operand, context)))
        case .startsWith(let text, let prefix):
            guard case .string(let text) = evaluate(text, context),
                case .string(let prefix) = evaluate(prefix, context)
            else { return .boolean(false) }
            return .boolean(text.hasPrefix(prefix))
        case .choice(let condition, let yes, let no):
            return evaluate(isTrue(evaluate(condition, context)) ? yes : no, context)
        case .binary("&&", let left, let right):
            return .boolean(isTrue(evaluate(left, context)) && isTrue(evaluate(right, context)))
        case .binary("||", let left, let right):
            return .boolean(isTrue(evaluate(left, context)) || isTrue(evaluate(right, context)))
        case .binary(let sign, let left, let right):
            return .boolean(compare(sign, evaluate(left, context), evaluate(right, context)))
        }
    }

    private static func isTrue(_ value: FlagValue) -> Bool { value == .boolean(true) }

    private static func compare(_ sign: String, _ left: FlagValue, _ right: FlagValue) -> Bool {
        switch sign {
        case "==": return isEqual(left, right)
        case "!=": return !isEqual(left, right)
        default: break
        }
        if let left = number(left), let right = number(right) { return ordered(sign, left, right) }
        if case .string(let left) = left, case .string(let right) = right { return ordered(sign, left, right) }
        return false
    }

    private static func isEqual(_ left: FlagValue, _ right: FlagValue) -> Bool {
        if let left = number(left), let right = number(right) { return left == right }
        return left == right
    }

    private static func ordered<Value: Comparable>(_ sign: String, _ left: Value, _ right: Value) -> Bool {
        switch sign {
        case "<": left < right
        case "<=": left <= right
        case ">": left > right
        default: left >= right
        }
    }

    private static func number(_ value: FlagValue) -> Double? {
        switch value {
        case .integer(let number): Double(number)
        case .float(let number): number
        default: nil
        }
    }
}
