/// One step of a rule's pattern. There is no going back: a run takes all it can, so matching is linear.
enum PatternElement: Sendable, Hashable {
    case literal(Literal)
    /// Between `minimum` and `maximum` bytes of a set, as many as there are.
    case run(ByteSet, minimum: Int, maximum: Int)
    /// Everything up to and including the literal, which has to come within `limit` bytes.
    case until(Literal, limit: Int)
}
