import FileAccess
import KatoModel

/// Decides what a look at a source file calls for. Pure: reads nothing itself.
enum FollowDecision: Hashable, Sendable {
    /// Nothing new. No byte is read.
    case unchanged
    /// The file may have grown: go on at this offset, once the remembered bytes prove to be the same.
    case proceed(from: UInt64)
    /// Another file, or the same one rewritten: read it from its start.
    case startOver(SourceResetReason)

    /// What the status alone can tell.
    ///
    /// - Parameter birth: the file's birth time now; 0 where unknown.
    static func decide(_ checkpoint: SourceCheckpoint?, status: FileStatus, birth: Int64) -> FollowDecision {
        guard let checkpoint else { return .startOver(.firstSight) }
        let known = checkpoint.fingerprint
        guard known.device == status.device, known.inode == status.inode else { return .startOver(.replaced) }
        guard known.birth == 0 || birth == 0 || known.birth == birth else { return .startOver(.replaced) }
        guard status.size >= checkpoint.byteOffset else { return .startOver(.shrunk) }
        if status.size == checkpoint.size, status.changed == checkpoint.modified { return .unchanged }
        return .proceed(from: checkpoint.byteOffset)
    }
}
