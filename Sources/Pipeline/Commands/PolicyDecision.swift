package import KatoModel

/// What the policy says to a path.
package enum PolicyDecision: Sendable, Hashable {
    /// `rule` names the allowed root that admits it.
    case allow(Destination, rule: String)
    /// `message` says what and where, `hint` what to do. Both are safe to print and to log.
    case deny(reason: DenialReason, message: String, hint: String)

    /// The destination, when allowed.
    package var destination: Destination? {
        guard case .allow(let destination, _) = self else { return nil }
        return destination
    }

    /// The reason, when denied.
    package var denialReason: DenialReason? {
        guard case .deny(let reason, _, _) = self else { return nil }
        return reason
    }
}
