/// A recording as a list shows it.
package struct RecordingInfo: Sendable, Hashable {
    package let id: String
    package let kind: RecordingPlan.Kind
    package let sessionID: SessionID
    package let destination: Destination
    package let createdAt: Timestamp
    package let lastWriteAt: Timestamp?
    package let blocks: Int
    /// The conversation goes on being written to it.
    package let isOn: Bool

    package init(
        id: String, kind: RecordingPlan.Kind, sessionID: SessionID, destination: Destination, createdAt: Timestamp,
        lastWriteAt: Timestamp?, blocks: Int, isOn: Bool
    ) {
        self.id = id
        self.kind = kind
        self.sessionID = sessionID
        self.destination = destination
        self.createdAt = createdAt
        self.lastWriteAt = lastWriteAt
        self.blocks = blocks
        self.isOn = isOn
    }
}
