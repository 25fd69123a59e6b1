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
        /// What each directory's watch is worth.
        var coverage: [(directory: String, coverage: WatchCoverage)] = []
        /// Directories that were listed.
        var listed: Set<String> = []
        /// Directories that could not be listed, with the reason. A root that does not exist is not one of them.
        var unreadable: [FileAccessError] = []
        /// Where links led, so that no directory is entered through two of them.
        fileprivate var followed: Set<String> = []
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
        let coverage = watcher.watch(directory)
        let entries: [DirectoryEntry]
        do throws(FileAccessError) {
            entries = try files.entries(of: directory)
        } catch {
            if !error.isNotFound { findings.unreadable.append(error) }
            return
        }
        findings.coverage.append((directory, coverage))
        findings.listed.insert(directory)
        for entry in entries {
            let path = directory + "/" + entry.name
            let below = components + [entry.name]
            switch kind(of: entry, at: path, &findings.followed) {
            case .directory: walk(path, below: below, root: root, into: &findings)
            case .regular:
                if let found = found(below, in: root) { findings.sources.append(found) }
            default: continue
            }
        }
    }

    /// A link counts as what it leads to, unless that is found without it.
    private func kind(of entry: DirectoryEntry, at path: String, _ followed: inout Set<String>) -> FileStatus.Kind {
        guard entry.kind == .symbolicLink else { return entry.kind }
        guard let target = try? files.canonicalPath(path), !isBelowRoot(target),
            let kind = try? files.status(target).kind
        else { return .other }
        return kind != .directory || followed.insert(target).inserted ? kind : .other
    }

    /// True when a name is a link to a conversation that has a name of its own below a root.
    func isSecondName(_ path: String) -> Bool {
        guard let target = try? files.canonicalPath(path), target != path else { return false }
        return isBelowRoot(target)
    }

    private func isBelowRoot(_ path: String) -> Bool {
        roots.contains { path == $0.path || path.hasPrefix($0.path + "/") }
    }

    /// What appears may be a link to a directory, or one that leads to a root.
    func isDirectory(_ path: String) -> Bool {
        (try? files.status(path).kind) == .directory
    }

    /// Watches the nearest directory above a root that exists: it tells when the next level appears. Nothing else there
    /// is of interest, and in a home directory a lot is written.
    private func watchAncestor(of root: String) {
        var nearest = nearestAncestor(of: root)
        while let directory = nearest {
            _ = watcher.watchNames(directory)
            // The next level may have appeared before the watch was there.
            nearest = nearestAncestor(of: root)
            if nearest == directory { return }
        }
    }

    private func nearestAncestor(of root: String) -> String? {
        var path = root
        while let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            path = String(path[..<slash])
            if isDirectory(path) { return path }
        }
        return nil
    }

    private static func components(of path: String, below root: String) -> [String]? {
        guard path.hasPrefix(root + "/") else { return nil }
        return path.dropFirst(root.count + 1).split(separator: "/").map(String.init)
    }
}
