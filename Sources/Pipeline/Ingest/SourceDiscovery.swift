import FileAccess
import FileTail
import KatoModel
import KatoProviders

/// Walks the agents' folders, watches each directory on the way and finds the files that hold conversations.
struct SourceDiscovery: Sendable {
    let roots: [IngestRoot]
    let files: any FileSystem
    let watcher: any DirectoryWatcher

    /// Directory levels below a root that are looked at; agents use at most five. A bound against link loops.
    static let maximumDepth = 12

    /// What a walk found.
    struct Findings: Sendable {
        var sources: [FoundSource] = []
        /// Directories the system would not watch: they depend on the sweep.
        var unwatched = 0
        /// Directories that could not be listed, with the reason. A root that does not exist is not one of them.
        var unreadable: [FileAccessError] = []
    }

    /// Everything below every root. A root that does not exist yet is watched from its nearest existing ancestor.
    func walkAll() -> Findings {
        var findings = Findings()
        for root in roots {
            watchAncestor(of: root.path)
            walk(root.path, below: [], root: root, into: &findings)
        }
        return findings
    }

    /// Everything below one directory, which may have appeared after the last walk.
    func walk(_ directory: String) -> Findings {
        var findings = Findings()
        for root in roots {
            if directory == root.path || root.path.hasPrefix(directory + "/") {
                watchAncestor(of: root.path)
                walk(root.path, below: [], root: root, into: &findings)
            } else if let components = Self.components(of: directory, below: root.path) {
                walk(directory, below: components, root: root, into: &findings)
            }
        }
        return findings
    }

    /// What a file is, by its path alone. A database's log is the database.
    func source(at path: String) -> FoundSource? {
        if path.hasSuffix(Self.databaseLogSuffix) {
            let database = claimed(String(path.dropLast(Self.databaseLogSuffix.count)))
            if case .database = database?.claim.shape { return database }
        }
        return claimed(path)
    }

    /// What SQLite adds to a database's name for its write-ahead log.
    private static let databaseLogSuffix = "-wal"

    private func claimed(_ path: String) -> FoundSource? {
        for root in roots {
            guard let components = Self.components(of: path, below: root.path),
                let found = found(components, in: root)
            else { continue }
            return found
        }
        return nil
    }

    private func found(_ components: [String], in root: IngestRoot) -> FoundSource? {
        guard let claim = root.provider.claim(components) else { return nil }
        let path = ([root.path] + components).joined(separator: "/")
        let source = SourceReference(
            path: path, provider: root.provider.id, nativeID: claim.nativeID, agentID: claim.agentID)
        return FoundSource(source: source, claim: claim, root: root, components: components)
    }

    // MARK: - Walking

    private func walk(_ directory: String, below components: [String], root: IngestRoot, into findings: inout Findings)
    {
        guard components.count <= Self.maximumDepth, components.isEmpty || root.provider.mayHoldSources(components)
        else { return }
        // Watched before it is listed: what appears in between shows up in one of the two.
        let isWatched = watcher.watch(directory)
        let entries: [DirectoryEntry]
        do throws(FileAccessError) {
            entries = try files.entries(of: directory)
        } catch {
            if !error.isNotFound { findings.unreadable.append(error) }
            return
        }
        if !isWatched { findings.unwatched += 1 }
        for entry in entries {
            let path = directory + "/" + entry.name
            let below = components + [entry.name]
            switch kind(of: entry, at: path) {
            case .directory: walk(path, below: below, root: root, into: &findings)
            case .regular:
                if let found = found(below, in: root) { findings.sources.append(found) }
            default: continue
            }
        }
    }

    /// A link counts as what it leads to; depth bounds loops.
    private func kind(of entry: DirectoryEntry, at path: String) -> FileStatus.Kind {
        guard entry.kind == .symbolicLink else { return entry.kind }
        return (try? files.status(path).kind) ?? .other
    }

    private func watchAncestor(of root: String) {
        var path = root
        while let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            path = String(path[..<slash])
            // The nearest that exists tells when the next level appears; those above it are not needed.
            if (try? files.status(path).kind) == .directory {
                _ = watcher.watch(path)
                return
            }
        }
    }

    private static func components(of path: String, below root: String) -> [String]? {
        guard path.hasPrefix(root + "/") else { return nil }
        return path.dropFirst(root.count + 1).split(separator: "/").map(String.init)
    }
}
