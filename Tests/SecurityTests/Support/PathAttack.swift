import Testing

/// One way to make kato write where it must not, and what the gate says to it.
struct PathAttack: Sendable, CustomTestStringConvertible {
    /// Number in the checklist of path attacks; see `docs/threat-model.md`.
    let row: Int
    let name: String
    /// The word of the decision.
    let expected: String
    /// Whether it leads to a file outside of the root when somebody simply opens it.
    var escapes = false
    /// Whether it changes a file outside of the root although the name that is opened is inside.
    var reachesOutside = false
    /// Prepares the disk and returns what is typed.
    let arrange: @Sendable (AttackBox) throws -> String

    var testDescription: String { "\(row): \(name)" }

    /// An attack that is in the text alone.
    static func text(_ row: Int, _ typed: String, _ expected: String, escapes: Bool = false) -> PathAttack {
        PathAttack(row: row, name: typed.debugDescription, expected: expected, escapes: escapes) { _ in typed }
    }
}
