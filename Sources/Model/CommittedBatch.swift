/// Says that the journal took events of a conversation. Readers fetch them from the journal by their own cursors.
package struct CommittedBatch: Sendable, Hashable {
    package let sessionID: SessionID
    /// The highest sequence in the journal after this commit.
    package let lastSequence: Int64
    /// How many events were new; 0 when everything had been read before.
    package let newEvents: Int
    /// False when none of the new events can hold an in-chat command.
    package let mayHoldCommands: Bool
    /// True when nothing up to ``lastSequence`` waits to be looked at for commands. The commands stage's cursor was
    /// moved over the batch in its own transaction, so that recording need not wait for another one.
    package let isLookedAt: Bool
    /// Recordings of the conversation that had something unfinished at this commit.
    package let recordings: [RecordingTask]
    /// Requests to a model of which more tokens are known now.
    package let usages: [CountedUsage]
    /// Records of which only the bytes could be kept.
    package let quarantined: Int

    package init(
        sessionID: SessionID, lastSequence: Int64, newEvents: Int, mayHoldCommands: Bool, isLookedAt: Bool = false,
        recordings: [RecordingTask] = [], usages: [CountedUsage] = [], quarantined: Int = 0
    ) {
        self.quarantined = quarantined
        self.usages = usages
        self.sessionID = sessionID
        self.lastSequence = lastSequence
        self.newEvents = newEvents
        self.mayHoldCommands = mayHoldCommands
        self.isLookedAt = isLookedAt
        self.recordings = recordings
    }
}
