/// What the user wants done about secrets.
package enum RedactionChoice: String, Sendable, Hashable, CaseIterable {
    case off
    case detect
    case redact
}
