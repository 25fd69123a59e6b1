import KatoModel
import KatoProviders

/// A source and how far it was read, as ingest remembers it between turns.
struct TrackedSource: Sendable {
    let found: FoundSource
    /// `nil` until something complete was read of it.
    var checkpoint: SourceCheckpoint?
    /// Up to here the file is known to hold no line end after the checkpoint.
    var searched: UInt64 = 0
    /// How far each conversation of a database was read, by the path it is known under.
    var parts: [String: SourceCheckpoint] = [:]

    var source: SourceReference { found.source }
}
