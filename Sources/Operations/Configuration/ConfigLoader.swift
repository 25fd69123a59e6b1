import KatoModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads the configuration file. Strict: what it does not understand is an error, and all errors come at once.
package struct ConfigLoader: Sendable {
    /// The longest file that is read, 1 MiB. A complete one has 2 KiB.
    package static let maximumSize = 1 << 20

    private let knownProviders: [String]
    private let recordingsDirectory: String
    private let home: String
    private let overrides: ConfigOverrides

    /// - Parameters:
    ///   - knownProviders: the names that may stand below `providers`.
    ///   - recordingsDirectory: the default of `recording.directory`, absolute.
    ///   - home: what `~/` stands for, absolute.
    ///   - overrides: what wins over the file.
    package init(
        knownProviders: [String], recordingsDirectory: String, home: String, overrides: ConfigOverrides = .none
    ) {
        self.knownProviders = knownProviders
        self.recordingsDirectory = recordingsDirectory
        self.home = home
        self.overrides = overrides
    }

    /// Reads and checks a file, and everything that overrides it.
    ///
    /// - Parameter isOwn: whether it is the file that a daemon would use.
    package func load(file: String, isOwn: Bool = true) throws(ConfigError) -> LoadedConfig {
        try parse(read(file, isOwn: isOwn), file: file)
    }

    /// The defaults, and everything that overrides them: for when there is no file.
    package func loadDefaults() throws(ConfigError) -> LoadedConfig {
        var loaded = LoadedConfig(config: defaults)
        let issues = overrides.apply(settings, home: home, to: &loaded)
        guard issues.isEmpty else { throw .invalid(issues) }
        return loaded
    }

    /// Folders that recordings of a workspace cannot go to. Looked at last, because a variable may open a root.
    private static func closedDestinations(_ config: KatoConfig, file: String) -> [ConfigIssue] {
        config.workspaces.enumerated().compactMap { index, workspace in
            guard let folder = workspace.destination else { return nil }
            let roots = FolderMap(config.recording.allAllowedRoots.map { ($0, ()) })
            guard roots.values(for: folder).isEmpty else { return nil }
            return ConfigIssue(
                file: file, line: 0, column: 0, key: "workspaces[\(index)].destination", found: IssueLog.quoted(folder),
                message: "The folder \(IssueLog.quoted(folder)) is in no allowed root.",
                hint: "Add it, or a folder above it, to recording.allowedRoots.")
        }
    }

    /// Checks the content of a file.
    ///
    /// - Parameter file: its name, for the reader of an error.
    package func parse(_ bytes: [UInt8], file: String) throws(ConfigError) -> LoadedConfig {
        let log = IssueLog(file: file)
        if bytes.count > Self.maximumSize {
            log.add(line: 0, column: 0, "The file is longer than \(Self.maximumSize >> 20) MiB.")
        }
        guard log.issues.isEmpty, let text = Self.text(bytes, log: log) else { throw .invalid(log.issues) }
        let root = ConfigDocument.compose(text, log: log)
        if root == nil, !log.issues.isEmpty { throw .invalid(log.issues) }
        var loaded = LoadedConfig(config: defaults)
        ConfigDecoder(settings: settings, home: home, file: file, log: log).decode(root, into: &loaded)
        let issues =
            log.issues + overrides.apply(settings, home: home, to: &loaded)
            + Self.closedDestinations(loaded.config, file: file)
        guard issues.isEmpty else { throw .invalid(issues) }
        return loaded
    }

    private var settings: [Setting] { SettingsTable.all(knownProviders: knownProviders) }

    private var defaults: KatoConfig {
        KatoConfig(knownProviders: knownProviders, recordingsDirectory: recordingsDirectory)
    }

    private static func text(_ bytes: [UInt8], log: IssueLog) -> String? {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        let valid = String(decoding: bytes, as: UTF8.self).utf8
        let same = zip(valid, bytes).prefix { $0 == $1 }.map(\.1)
        let line = same.count { $0 == UInt8(ascii: "\n") } + 1
        log.add(line: line, column: 1, "The line is not UTF-8.", hint: "Save the file as UTF-8.")
        return nil
    }

    private func read(_ file: String, isOwn: Bool) throws(ConfigError) -> [UInt8] {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .missing(file, isOwn: isOwn) : .unreadable(file, Self.systemText(errno))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(file, Self.systemText(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(file, "it is not a regular file") }
        let problem = ConfigFileCheck.problem(
            mode: UInt32(status.st_mode & 0o7777), owner: status.st_uid, user: geteuid())
        if let problem { throw .unsafe(file, problem) }
        return try Self.content(descriptor, file)
    }

    /// At most one byte more than allowed, so that a file that is too long shows.
    private static func content(_ descriptor: CInt, _ file: String) throws(ConfigError) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= maximumSize {
            let count = unistdRead(descriptor, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(file, systemText(errno)) }
            if count == 0 { break }
            bytes += block.prefix(count)
        }
        return bytes
    }

    private static func systemText(_ code: CInt) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        strerror_r(code, &buffer, buffer.count)
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// read(2), whose name a method of the loader hides.
private func unistdRead(_ descriptor: CInt, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
