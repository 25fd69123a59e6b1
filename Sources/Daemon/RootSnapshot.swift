import FileAccess

/// Which folders stood at the configured paths at one moment.
struct RootSnapshot: Sendable, Hashable {
    /// A folder, whatever names lead to it.
    struct Identity: Sendable, Hashable {
        let canonical: String
        let device: UInt64
        let inode: UInt64
    }

    private let folders: [String: Identity]

    init(_ paths: [String], _ files: any FileSystem) {
        var folders: [String: Identity] = [:]
        for path in paths {
            guard let canonical = try? files.canonicalPath(path), let status = try? files.status(canonical),
                status.kind == .directory
            else { continue }
            folders[path] = Identity(canonical: canonical, device: status.device, inode: status.inode)
        }
        self.folders = folders
    }

    /// Paths at which a folder stands in `newer` that is not the one of this moment. One that is gone is none: there
    /// is nothing to gain from looking at it again before it is back.
    func changes(in newer: RootSnapshot) -> [String] {
        newer.folders.filter { folders[$0.key] != $0.value }.keys.sorted()
    }
}
