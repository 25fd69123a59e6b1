import KatoModel

/// A source and how far it was read, as ingest remembers it between turns.
struct TrackedSource: Sendable {
    let source: SourceReference
    /// `nil` until something complete was read of it.
    var checkpoint: SourceCheckpoint?
    /// Up to here the file is known to hold no line end after the checkpoint.
    var searched: UInt64 = 0
}
