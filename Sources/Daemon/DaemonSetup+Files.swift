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
        (["valid: \(file ?? paths.configFile)"] + (try checked(file).notes)).joined(separator: "\n")
    }

    /// The same for programs: everything that is wrong as data.
    func checkForPrograms(_ file: String?) -> (answer: JSONValue, isValid: Bool) {
        let path = JSONValue.string(file ?? paths.configFile)
        do throws(ConfigError) {
            let notes = try checked(file).notes.map(JSONValue.string)
            return (["valid": true, "path": path, "notes": .array(notes)], true)
        } catch {
            let answer: JSONValue = [
                "valid": false, "path": path, "code": .string(error.code), "message": .string(error.message),
                "hint": error.hint.map(JSONValue.string) ?? .null, "problems": .array(error.issues.map(\.json)),
            ]
            return (answer, false)
        }
    }

    private func checked(_ file: String?) throws(ConfigError) -> LoadedConfig {
        guard let file else { return try loader().load(file: paths.configFile) }
        return try loader(isAlone: true).load(file: file, isOwn: false)
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
        do throws(FileAccessError) {
            try LocalFileSystem().makeDirectory(folder, mode: 0o700)
        } catch {
            throw DaemonError(unmakable: folder, error)
        }
        let isNew = try create(
            paths.configFile,
            ConfigTemplate.text(defaultRoots: defaultRoots, recordingsDirectory: paths.recordingsDirectory))
        try replace(schema, Self.schema)
        return "\(isNew ? "created" : "already there"): \(paths.configFile)"
    }

    /// The folders that each agent uses by itself.
    var defaultRoots: [String: [String]] {
        Dictionary(
            ProviderRegistry.all.map {
                ($0.id.rawValue, $0.defaultRoots(environment: environment, home: paths.home))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Puts `text` in place of the file in one step.
    func replace(_ file: String, _ text: String) throws(DaemonError) {
        let new = try prepared(file, text)
        guard rename(new, file) == 0 else {
            let error = Self.unwritable(file, "replaced", "Check who owns its folder.")
            unlink(new)
            throw error
        }
    }

    /// Makes the file with all that it is to hold in one step; false when somebody else did meanwhile.
    private func create(_ file: String, _ text: String) throws(DaemonError) -> Bool {
        let new = try prepared(file, text)
        defer { unlink(new) }
        if link(new, file) == 0 { return true }
        if errno == EEXIST { return false }
        // Some file systems have no second names. There the name is taken first, and what is put in its place is ours.
        let taken = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if taken < 0, errno == EEXIST { return false }
        guard taken >= 0 else { throw Self.unwritable(file, "created", "Check who owns its folder.") }
        close(taken)
        guard rename(new, file) == 0 else { throw Self.unwritable(file, "written", "Remove it and try again.") }
        return true
    }

    /// A file of this process alone beside `file`, with all of `text`.
    private func prepared(_ file: String, _ text: String) throws(DaemonError) -> String {
        let new = "\(file).\(getpid()).new"
        unlink(new)
        let bytes = Array(text.utf8)
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Self.unwritable(file, "written", "Check who owns its folder.") }
        defer { close(descriptor) }
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            let error = Self.unwritable(file, "written", "Free some space, then try again.")
            unlink(new)
            throw error
        }
        return new
    }

    private static func unwritable(_ file: String, _ action: String, _ hint: String) -> DaemonError {
        DaemonError(
            .stateUnwritable, "The configuration \(file) cannot be \(action): \(String(cString: strerror(errno))).",
            hint: hint)
    }
}
