/// What telemetry says of conversations.
package enum ConversationTelemetry: String, Sendable, Hashable, CaseIterable {
    case off
    /// Who spoke when, which model and which tools; no word of what was said.
    case metadata
    /// The words too, without secrets.
    case content
}
