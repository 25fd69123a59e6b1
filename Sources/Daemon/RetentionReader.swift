import FileAccess
import KatoIngest
import KatoModel
import KatoProviders

/// Says when agents will delete the files of conversations, by their own settings.
struct RetentionReader: Sendable {
    let roots: [IngestRoot]
    let files: any FileSystem
    let now: @Sendable () -> Timestamp
    /// Of each root whose settings were read: for how long the agent keeps a conversation.
    private var known: [String: Int?] = [:]

    init(roots: [IngestRoot], files: any FileSystem, now: @escaping @Sendable () -> Timestamp) {
        self.roots = roots
        self.files = files
        self.now = now
    }

    /// The longest settings that are read.
    private static let settingsLimit = 1 << 20
    private static let millisecondsPerDay: Int64 = 86_400_000

    /// Days until the agent deletes the file, rounded up; `nil` when it is gone already or stays for ever.
    mutating func daysLeft(_ path: String) -> Int? {
        guard let root = roots.first(where: { path.hasPrefix($0.path + "/") }), let days = days(root),
            let status = try? files.status(path)
        else { return nil }
        let end = status.modified / 1_000_000 + Int64(days) * Self.millisecondsPerDay
        let left = max(0, end - now().milliseconds)
        return Int((left + Self.millisecondsPerDay - 1) / Self.millisecondsPerDay)
    }

    private mutating func days(_ root: IngestRoot) -> Int? {
        if let days = known[root.path] { return days }
        let days = root.provider.retentionDays(settings: settings(root))
        known[root.path] = .some(days)
        return days
    }

    private func settings(_ root: IngestRoot) -> [UInt8]? {
        guard let name = root.provider.settingsFile, let file = try? files.open(root.path + "/" + name) else {
            return nil
        }
        return try? file.read(at: 0, count: Self.settingsLimit)
    }
}
