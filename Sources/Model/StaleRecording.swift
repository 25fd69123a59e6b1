/// A file that kato wrote and to which nothing was added for a while.
package struct StaleRecording: Sendable, Hashable {
    package let destination: Destination
    package let lastWriteAt: Timestamp
    /// A recording into it is on, or has something to write.
    package let isInUse: Bool

    package init(destination: Destination, lastWriteAt: Timestamp, isInUse: Bool) {
        self.destination = destination
        self.lastWriteAt = lastWriteAt
        self.isInUse = isInUse
    }
}
