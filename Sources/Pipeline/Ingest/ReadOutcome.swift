import KatoModel

/// What a read found.
enum ReadOutcome: Sendable {
    case unchanged
    /// Nothing complete is there yet. The checkpoint notes size and time only.
    case nothingComplete(SourceCheckpoint)
    case batch(RecordBatch, isAtEnd: Bool, reset: SourceResetReason?)
    /// The file is there but cannot be understood; a sentence why.
    case unreadable(String)
}
