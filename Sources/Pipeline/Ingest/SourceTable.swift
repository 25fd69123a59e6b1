import FileAccess
import KatoModel
import KatoProviders

/// The sources known below the roots and how far each was read. Each file is in it under one of its names.
struct SourceTable: Sendable {
    private var sources: [String: TrackedSource] = [:]
    /// Of sources that are not tracked: not seen yet, or gone.
    private var checkpoints: [String: SourceCheckpoint]
    private var names: [Identity: String] = [:]

    private struct Identity: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    init(checkpoints: [String: SourceCheckpoint] = [:]) {
        self.checkpoints = checkpoints
    }

    var count: Int { sources.count }

    /// Only a tracked source can be changed.
    subscript(path: String) -> TrackedSource? {
        get { sources[path] }
        set { if sources[path] != nil, let newValue { sources[path] = newValue } }
    }

    /// Goes on where the source was left. False when it is tracked already, under this name or another.
    mutating func track(_ found: FoundSource, status: FileStatus?, in files: any FileSystem) -> Bool {
        let path = found.source.path
        guard sources[path] == nil, !isSecondName(path, status, files) else { return false }
        var tracked = TrackedSource(found: found, checkpoint: checkpoints.removeValue(forKey: path))
        if case .database = found.claim.shape {
            tracked.parts = checkpoints.filter { $0.key.hasPrefix(DatabaseReading.partPrefix(path)) }
        }
        sources[path] = tracked
        return true
    }

    /// The file is not there. Should it come back, it is read from where it was left.
    mutating func forget(_ path: String) {
        guard let gone = sources.removeValue(forKey: path) else { return }
        checkpoints[path] = gone.checkpoint
    }

    /// A hard link counts as a second name only as long as the first leads to the same file.
    private mutating func isSecondName(_ path: String, _ status: FileStatus?, _ files: any FileSystem) -> Bool {
        guard let status else { return false }
        let identity = Identity(device: status.device, inode: status.inode)
        if status.links > 1, let first = names[identity], first != path, sources[first] != nil,
            let other = try? files.status(first), other.isSameFile(as: status)
        {
            return true
        }
        names[identity] = path
        return false
    }
}
