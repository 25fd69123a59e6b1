/// What is done about secrets in what leaves the journal.
package enum RedactionMode: String, Sendable, Hashable, CaseIterable {
    /// Nothing.
    case off
    /// They are reported and stay.
    case detect
    /// They are reported and replaced.
    case redact
}
