import FileAccess
import KatoModel
import KatoProviders

/// A source and how far it was read, as ingest remembers it between turns.
struct TrackedSource: Sendable {
    let found: FoundSource
    /// `nil` until something complete was read of it.
    var checkpoint: SourceCheckpoint?
    /// What is known of a long line at the end of the file that is not complete.
    var unfinished: UnfinishedLine?
    /// Somebody says that the file was written. Then its content is compared even when size and time are those of
    /// before: clocks tick slowly.
    var isHinted = false
    /// Somebody has looked at it since the program began.
    var wasLookedAt = false
    /// How far each conversation of a database was read, by the path it is known under.
    var parts: [String: SourceCheckpoint] = [:]

    var source: SourceReference { found.source }

    /// Whether what stands behind the checkpoint may be a whole record although nothing was added: an earlier program did
    /// not take it, or the line was too long to be judged while it was being written.
    var hasUnreadEnd: Bool {
        if let unfinished { return !unfinished.isJudged && !isHinted }
        return !wasLookedAt && (checkpoint.map { $0.byteOffset < $0.size } ?? false)
    }

    /// Whether its status says at once that a look at its lines would find nothing.
    func looksUnchanged(_ files: any FileSystem) throws(FileAccessError) -> Bool {
        guard checkpoint != nil, !isHinted, !hasUnreadEnd else { return false }
        return FollowDecision.decide(checkpoint, status: try files.status(source.path), birth: 0) == .unchanged
    }
}
