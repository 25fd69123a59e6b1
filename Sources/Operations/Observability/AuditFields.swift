/// What the audit log says about an event besides its fields: who may, and why.
package struct AuditFields: Sendable, Hashable {
    /// What was decided.
    package enum Decision: String, Sendable, Hashable {
        case allow
        case deny
    }

    package let decision: Decision
    /// A stable word, for example `outside-roots`.
    package let reason: String

    package init(_ decision: Decision, reason: String) {
        self.decision = decision
        self.reason = reason
    }
}
