/// What a rule found in bytes.
struct RuleMatch {
    /// From the first byte that the pattern covers to the last.
    let whole: Range<Int>
    /// What is to go.
    let secret: Range<Int>
    /// What conditions are judged by: the secret without the anchor.
    let value: Range<Int>
    /// The text ends within the secret.
    let isCut: Bool
}
