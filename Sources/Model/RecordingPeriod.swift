/// A stretch of a conversation that belongs into a recording.
package struct RecordingPeriod: Sendable, Hashable {
    /// How the stretch reaches the file.
    package enum Mode: String, Sendable, Hashable {
        /// What is in the file stays; the stretch comes after it.
        case append
        /// The file is written anew, if it still is what kato wrote; afterwards like `append`.
        case replace
        /// The file is only to exist.
        case prepare
    }

    package let id: Int64
    package let mode: Mode
    /// Everything before this position is in the file or was not to be.
    package let done: EventPosition
    /// The end, exclusive; `nil` while the recording is on.
    package let end: EventPosition?

    package init(id: Int64, mode: Mode, done: EventPosition, end: EventPosition?) {
        self.id = id
        self.mode = mode
        self.done = done
        self.end = end
    }

    /// The last event that may be written.
    ///
    /// - Parameter limit: of the conversation: what comes after it was not looked at yet.
    package func lastSequence(limit: Int64) -> Int64 {
        guard let end else { return limit }
        return min(limit, end.line == 0 ? end.sequence - 1 : end.sequence)
    }
}
