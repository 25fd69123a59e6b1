/// What happened to the flag service.
package struct FlagServiceNews: Sendable, Hashable {
    /// What can happen.
    package enum Kind: String, Sendable, Hashable {
        /// It answers.
        case ready
        /// It does not answer, and flags come from old copies of what it said.
        case stale
        /// It does not answer, and the configuration decides.
        case error
        /// Flags have other values.
        case changed
    }

    package let kind: Kind
    /// Those with other values.
    package let flags: [String]
    /// Why it does not answer.
    package let message: String?
}
