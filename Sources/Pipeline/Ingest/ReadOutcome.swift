import KatoModel

/// What a read found.
enum ReadOutcome: Sendable {
    case unchanged
    /// Nothing complete is there yet. The checkpoint notes size and time only.
    case nothingComplete(SourceCheckpoint, UnfinishedLine? = nil)
    case batch(RecordBatch, isAtEnd: Bool, reset: SourceResetReason?)
    /// A complete line of `length` bytes, longer than the limit: the batch holds its beginning as one record and
    /// goes on behind it.
    case cutLine(RecordBatch, length: UInt64)
    /// The file is there but cannot be understood; a sentence why.
    case unreadable(String)
}
