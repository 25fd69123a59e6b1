import FileAccess
import KatoCommands
import KatoConfiguration
import KatoIngest
import KatoModel
import KatoPaths
import KatoProviders

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The folders that the configuration and the agents name.
struct DaemonFolders: Sendable {
    let paths: KatoPaths
    let config: KatoConfig
    let environment: [String: String]

    private let files: any FileSystem

    init(
        _ paths: KatoPaths, _ config: KatoConfig, environment: [String: String],
        files: any FileSystem = LocalFileSystem()
    ) {
        self.paths = paths
        self.files = files
        self.config = config
        self.environment = environment
    }

    /// Makes those of the program's own that are missing.
    func make() throws {
        // The settings are only read, and a confined service cannot do more.
        let settings = paths.configFile.lastIndex(of: "/").map { String(paths.configFile[..<$0]) } ?? "/"
        try? files.makeDirectory(settings, mode: 0o700)
        for directory in [paths.stateDirectory, paths.logsDirectory, paths.exportsDirectory, paths.runtimeDirectory] {
            try make(directory, mode: 0o700)
        }
        try make(config.recording.directory, mode: 0o777)
    }

    /// Removes exports that nobody fetched. Only for who holds the lock: they may be another daemon's.
    func removeOldExports() {
        for entry in (try? files.entries(of: paths.exportsDirectory)) ?? [] {
            unlink(paths.exportsDirectory + "/" + entry.name)
        }
    }

    /// The agents' folders. Two names of one folder are one root.
    func sources() -> [IngestRoot] {
        var seen: Set<String> = []
        return sourcePaths().compactMap { path, provider in
            let canonical = (try? files.canonicalPath(path)) ?? path
            return seen.insert(canonical).inserted ? IngestRoot(path: canonical, provider: provider) : nil
        }
    }

    /// The folders that recordings may go to, as configured, each with its canonical path. One that does not exist
    /// cannot be written to; it counts as soon as it does.
    func allowed() -> [(spelled: String, canonical: String)] {
        config.recording.allAllowedRoots.compactMap { root in
            (try? files.canonicalPath(root)).map { (spelled: root, canonical: $0) }
        }
    }

    /// What holds in the folders that have settings of their own, by each name that leads there: an agent may state
    /// its folder by either.
    func workspaces() -> FolderMap<WorkspaceRule> {
        FolderMap(
            config.workspaces.flatMap { workspace -> [(path: String, value: WorkspaceRule)] in
                let rule = WorkspaceRule(
                    directory: workspace.destination, naming: workspace.fileName,
                    recordsByItself: workspace.autoRecord)
                let canonical = try? files.canonicalPath(workspace.path)
                return Set([workspace.path, canonical ?? workspace.path]).map { ($0, rule) }
            })
    }

    /// What never is a destination: kato's own files, and the folders in which agents keep settings, instructions and
    /// conversations. With the canonical paths, where they differ.
    func denied() -> [String] {
        let agents = ProviderRegistry.all.flatMap { provider in
            let roots = provider.defaultRoots(environment: environment, home: paths.home)
            return provider.isRootWholeFolder
                ? roots : roots.compactMap { root in root.lastIndex(of: "/").map { String(root[..<$0]) } }
        }.filter { !paths.home.hasPrefix($0) }
        let denied =
            [paths.configFile, paths.stateDirectory, paths.runtimeDirectory] + sourcePaths().map(\.path) + agents
        return denied + denied.compactMap { try? files.canonicalPath($0) }
    }

    /// The folders as they are now.
    func snapshot() -> RootSnapshot {
        RootSnapshot(config.recording.allAllowedRoots + sourcePaths().map(\.path), files)
    }

    private func sourcePaths() -> [(path: String, provider: any Provider)] {
        ProviderRegistry.all.flatMap { provider -> [(path: String, provider: any Provider)] in
            let settings = config.providers[provider.id]
            guard settings?.isEnabled ?? true else { return [] }
            let roots = settings?.roots ?? provider.defaultRoots(environment: environment, home: paths.home)
            return roots.map { ($0, provider) }
        }
    }

    private func make(_ directory: String, mode: UInt32) throws {
        do throws(FileAccessError) {
            try files.makeDirectory(directory, mode: mode)
        } catch {
            throw DaemonError(unmakable: directory, error)
        }
        guard access(directory, W_OK | X_OK) == 0 else {
            throw DaemonError(
                .stateUnwritable, "The folder \(directory) cannot be written.",
                hint: "Make it yours with chown and chmod, or set KATO_HOME to another place.")
        }
    }
}
