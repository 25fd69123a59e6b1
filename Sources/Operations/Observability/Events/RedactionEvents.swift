package import KatoModel

/// A secret was found in something that leaves the journal. Says what kind it is, never what it is.
package struct SecretFound: InternalEvent {
    /// The rule's name.
    package let rule: String
    /// The same for the same secret of this installation, worthless elsewhere.
    package let fingerprint: String
    /// Whether a placeholder stands in its place now.
    package let isReplaced: Bool
    package let session: SessionID
    /// The event that holds it; `nil` for what belongs to the conversation as a whole, such as its title.
    package let source: EventID?

    package init(rule: String, fingerprint: String, isReplaced: Bool, session: SessionID, source: EventID?) {
        self.rule = rule
        self.fingerprint = fingerprint
        self.isReplaced = isReplaced
        self.session = session
        self.source = source
    }

    package var name: String { isReplaced ? "redaction.replaced" : "redaction.detected" }
    package var level: EventLevel { .notice }
    package var fields: [(String, FieldValue)] {
        present(
            ("rule", .string(rule)), ("fingerprint", .string(fingerprint)), ("session", .string(session.rawValue)),
            ("source", source.map { .string($0.description) }))
    }
}
