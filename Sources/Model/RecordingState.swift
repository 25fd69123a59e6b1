/// What a conversation is set to record.
package struct RecordingState: Sendable, Hashable {
    /// The destination that a bare `::record` or `::capture` uses; `nil` before any was named.
    package var pointer: Destination?
    /// The destination being written to; `nil` when recording is off. At most one a conversation.
    package var active: Destination?

    package init(pointer: Destination? = nil, active: Destination? = nil) {
        self.pointer = pointer
        self.active = active
    }
}
