/// Consecutive records of one source in canonical form, ready to be committed: what normalize hands on.
package struct EventBatch: Sendable {
    package let source: SourceReference
    package let session: SessionKey
    package let sessionID: SessionID
    package let buffer: [UInt8]
    package let baseOffset: UInt64
    package let records: [NormalizedRecord]
    package let facts: SessionFacts
    package let checkpoint: SourceCheckpoint
    /// What normalize has to remember of the source, in a form of its own.
    package let normalizerState: String
    /// When the records had been read, in nanoseconds since 1970; 0 where nobody looked at the clock.
    package var readAt: UInt64 = 0

    package init(
        source: SourceReference, session: SessionKey, sessionID: SessionID, buffer: [UInt8], baseOffset: UInt64,
        records: [NormalizedRecord], facts: SessionFacts, checkpoint: SourceCheckpoint, normalizerState: String
    ) {
        self.source = source
        self.session = session
        self.sessionID = sessionID
        self.buffer = buffer
        self.baseOffset = baseOffset
        self.records = records
        self.facts = facts
        self.checkpoint = checkpoint
        self.normalizerState = normalizerState
    }
}
