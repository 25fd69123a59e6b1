/// What a find has to pass before it counts, judged from the bytes after the anchor.
struct RuleConditions: Sendable, Hashable {
    /// Shannon entropy in bits a byte.
    var entropy = 0.0
    var digits = 0
    /// Changes between letters, digits and cases within the value: what generated values have and words have not.
    var mixed = 0
    /// A literal that has to stand somewhere in the match.
    var holds: String?
    /// Values that read like source code (calls, members, paths, words) do not count.
    var rejectsCode = false
    /// The match may begin within a word: for names such as `DB_PASSWORD`.
    var beginsAnywhere = false
}
