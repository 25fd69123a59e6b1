/// Says that there may be something to record.
package enum RecordingWake: Sendable, Hashable {
    /// For these, which are known to have something unfinished.
    case recordings([RecordingTask])
    /// For recordings of one conversation.
    case session(SessionID)
    /// For those into one of these files, which may have changed.
    case files(Set<String>)
    /// For any: after a start, or when something that failed is to be tried again.
    case all
}
