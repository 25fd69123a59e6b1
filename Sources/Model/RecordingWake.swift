/// Says that there may be something to record.
package enum RecordingWake: Sendable, Hashable {
    /// For recordings of one conversation.
    case session(SessionID)
    /// For any: after a start, or when something that failed is to be tried again.
    case all
}
