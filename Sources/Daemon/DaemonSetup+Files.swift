import FileAccess
import KatoConfiguration
import KatoModel
import KatoPaths
import KatoProviders
import StrictJSON

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension DaemonSetup {
    static let providers = ProviderRegistry.all.map(\.id.rawValue)

    /// Reads configurations of this installation.
    ///
    /// - Parameter isAlone: whether variables and arguments count for nothing.
    func loader(isAlone: Bool = false) -> ConfigLoader {
        ConfigLoader(
            knownProviders: Self.providers, recordingsDirectory: paths.recordingsDirectory, home: paths.home,
            overrides: isAlone ? .none : ConfigOverrides(environment: environment, assignments: assignments))
    }

    /// Every value in effect, as text or as JSON.
    func listing(json: Bool) throws -> String {
        let listing = ConfigListing(try loadConfig(), file: paths.configFile, defaultRoots: defaultRoots)
        return json ? listing.json.text(.pretty) + "\n" : listing.text
    }

    /// Checks a configuration and says that it is good, or throws everything that is wrong with it. The user's own is
    /// checked with what overrides it; a named one alone, because it may be meant for another machine.
    func check(_ file: String?) throws -> String {
        let loaded = try loader(isAlone: file != nil).load(file: file ?? paths.configFile)
        return (["valid: \(file ?? paths.configFile)"] + loaded.notes).joined(separator: "\n")
    }

    /// The JSON Schema of the file.
    static var schema: String { ConfigSchema.document(knownProviders: providers).text(.pretty) + "\n" }

    /// Creates the default configuration unless one is there, and says which. The schema beside it, which editors look
    /// for, is always this program's.
    func initialize() throws -> String {
        guard let slash = paths.configFile.lastIndex(of: "/") else { return "" }
        let folder = String(paths.configFile[..<slash])
        let schema = folder + "/" + ConfigSchema.fileName
        if access(paths.configFile, F_OK) == 0 {
            _ = try loader().load(file: paths.configFile)
            try replace(schema, Self.schema)
            return "already there: \(paths.configFile)"
        }
        try LocalFileSystem().makeDirectory(folder, mode: 0o700)
        try create(
            paths.configFile,
            ConfigTemplate.text(defaultRoots: defaultRoots, recordingsDirectory: paths.recordingsDirectory))
        try replace(schema, Self.schema)
        return "created: \(paths.configFile)"
    }

    /// The folders that each agent uses by itself.
    var defaultRoots: [String: [String]] {
        Dictionary(
            ProviderRegistry.all.map {
                ($0.id.rawValue, $0.defaultRoots(environment: environment, home: paths.home))
            }, uniquingKeysWith: { first, _ in first })
    }

    func replace(_ file: String, _ text: String) throws {
        let new = file + ".new"
        unlink(new)
        try create(new, text)
        guard rename(new, file) == 0 else { throw Self.unwritable(file, "replaced", "Check who owns its folder.") }
    }

    private func create(_ file: String, _ text: String) throws {
        let bytes = Array(text.utf8)
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Self.unwritable(file, "created", "Check who owns its folder.") }
        defer { close(descriptor) }
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            throw Self.unwritable(file, "written", "Free some space and remove the incomplete file.")
        }
    }

    private static func unwritable(_ file: String, _ action: String, _ hint: String) -> DaemonError {
        DaemonError(
            .stateUnwritable, "The configuration \(file) cannot be \(action): \(String(cString: strerror(errno))).",
            hint: hint)
    }
}
