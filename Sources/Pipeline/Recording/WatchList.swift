import KatoModel

/// The files that are watched for saves by others, and how kato left them. Pure bookkeeping of ``RecordingService``.
struct WatchList: Sendable {
    private struct Entry: Sendable {
        var tasks: [RecordingTask]
        var landed: LandedFile?
    }

    private var entries: [String: Entry] = [:]

    /// Watches for these recordings and no others.
    ///
    /// - Returns: the folders of their files.
    mutating func set(_ tasks: [RecordingTask]) -> Set<String> {
        var next: [String: Entry] = [:]
        for task in tasks {
            next[task.path, default: Entry(tasks: [], landed: entries[task.path]?.landed)].tasks.append(task)
        }
        entries = next
        return Set(entries.keys.map(Self.folder))
    }

    /// Notes how a file was left.
    mutating func note(_ landed: LandedFile?, of path: String) {
        entries[path]?.landed = landed
    }

    var paths: Set<String> { Set(entries.keys) }

    /// The paths in one of `folders`.
    func paths(in folders: Set<String>) -> Set<String> {
        paths.filter { folders.contains(Self.folder($0)) }
    }

    func tasks(into path: String) -> [RecordingTask] { entries[path]?.tasks ?? [] }

    /// Whether a file that looks like this is another one than kato left.
    func isChanged(_ path: String, now: LandedFile) -> Bool {
        guard let entry = entries[path] else { return false }
        return entry.landed != now
    }

    private static func folder(_ path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }
}
