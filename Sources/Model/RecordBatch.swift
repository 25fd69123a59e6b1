/// Consecutive records of one source, with the place reached after them: what ingest hands on.
///
/// All records share one buffer, so that a megabyte of log costs one allocation on its way to the journal.
package struct RecordBatch: Sendable {
    package let source: SourceReference
    package let buffer: [UInt8]
    /// Each record's bytes in `buffer`, without the line end.
    package let records: [Range<Int>]
    /// Where `buffer` begins in the file.
    package let baseOffset: UInt64
    /// The first records of the file: everything remembered of the source starts anew.
    package let startsOver: Bool
    package let checkpoint: SourceCheckpoint
    /// What is known of the conversation from elsewhere than its records.
    package var facts = SessionFacts()
    /// When they had been read, in nanoseconds since 1970; 0 where nobody looked at the clock.
    package var readAt: UInt64 = 0

    package init(
        source: SourceReference, buffer: [UInt8], records: [Range<Int>], baseOffset: UInt64, startsOver: Bool,
        checkpoint: SourceCheckpoint
    ) {
        self.source = source
        self.buffer = buffer
        self.records = records
        self.baseOffset = baseOffset
        self.startsOver = startsOver
        self.checkpoint = checkpoint
    }
}
