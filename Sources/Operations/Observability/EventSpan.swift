package import KatoModel

/// The work that ended with an event, for traces. The event's fields are its attributes.
package struct EventSpan: Sendable, Hashable {
    /// Where it stands in a trace.
    package enum Role: Sendable, Hashable {
        /// A trace of its own.
        case alone
        /// A request that somebody waited for.
        case request
        /// A batch on its way to the journal: what is done with the conversation next belongs to it.
        case batch
        /// A part of the last batch of its conversation.
        case part
    }

    package let name: String
    package let role: Role
    /// Nanoseconds since 1970.
    package let began: UInt64
    package let ended: UInt64
    /// Whose conversation it was about.
    package let session: SessionID?
    package let isError: Bool

    /// `nil` where nobody looked at the clock.
    package init?(
        _ name: String, _ role: Role, began: UInt64, ended: UInt64, session: SessionID? = nil, isError: Bool = false
    ) {
        guard began > 0 else { return nil }
        self.name = name
        self.role = role
        self.began = began
        self.ended = max(began, ended)
        self.session = session
        self.isError = isError
    }
}
