/// One kind of secret: how it looks, and what a find has to pass.
public struct RedactionRule: Sendable, Hashable {
    /// Stands in the placeholder. Lower-case words joined by `-`.
    public let id: String
    public let tier: RuleTier
    /// What comes before the anchor, read backwards from it.
    let lead: PatternElement?
    /// The literals by one of which the rule is found.
    let anchors: [Literal]
    let elements: [PatternElement]
    /// The steps that are the secret, counted with the lead as 0 and the anchor as 1; `nil` for the whole match.
    let secret: ClosedRange<Int>?
    let conditions: RuleConditions
}
